### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Profile: the language of the pages

profile-language = Language of the pages
# The first choice, before the languages themselves.
profile-language-browser = As my browser asks
