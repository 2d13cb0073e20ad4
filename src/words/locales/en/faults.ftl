### What is wrong with what was typed into a form.

## Texts

# $most: how many.
fault-too-many-characters = At most { $most } characters.
# $most: how many.
fault-too-many-bytes = At most { $most } bytes. Most letters are one byte, others two to four.
fault-control-characters = There is a character in it that cannot be shown. Type it instead of pasting it.

## Accounts

# Of a user name. $least and $most: how many.
fault-name-length = { $least } to { $most } characters are needed.
fault-name-characters = Only the letters of English, digits and the underscore “_” can be used.
fault-name-taken = Sorry, that user name is already taken.
fault-email = This is no e-mail address. One looks like sam@example.org.
fault-email-taken = Sorry, that e-mail address is already taken.
fault-language = Choose one of the languages of the list.
# Notes are what the administrator notes on an account. $most: how many.
fault-attributes = At most { $most } notes.
# $most: how many.
fault-attribute-name = The name of a note has 1 to { $most } letters, digits and the marks “.”, “_” and “-”.
# $name: what the note is called. $most: how many.
fault-attribute-value = { $name } must be one line of at most { $most } bytes.
# Of the deletion of an account. $name: its user name.
fault-other-name = Type { $name } to delete this account.

## Passwords

fault-current-password = This is not your current password.
# $least: how many.
fault-password-length = At least { $least } characters are needed.
# One or more of the sentences below follow.
fault-password-weak = Too easy to guess.
# Why:
fault-weak-keyboard-row = Straight rows of keys are easy to guess.
fault-weak-keyboard-pattern = Short keyboard patterns are easy to guess.
fault-weak-repeat = Repeats like “aaa” are easy to guess.
fault-weak-repeated-word = Repeats like “abcabcabc” are only slightly harder to guess than “abc”.
fault-weak-top-ten = This is one of the ten most common passwords.
fault-weak-top-hundred = This is one of the hundred most common passwords.
fault-weak-common = This is a very common password.
fault-weak-similar = This is similar to a commonly used password.
fault-weak-sequence = Sequences like abc or 6543 are easy to guess.
fault-weak-recent-year = Recent years are easy to guess.
fault-weak-word = A word by itself is easy to guess.
fault-weak-date = Dates are often easy to guess.
fault-weak-name-alone = Names and surnames by themselves are easy to guess.
fault-weak-name = Common names and surnames are easy to guess.
# What helps:
fault-advice-few-words = Use a few words, and avoid common phrases.
fault-advice-no-symbols = There is no need for symbols, digits, or uppercase letters.
fault-advice-more-words = Add another word or two.
fault-advice-uncommon-words = Add another word or two. Uncommon words are better.
fault-advice-capitals = Capital letters do not help very much.
fault-advice-all-capitals = All-uppercase is almost as easy to guess as all-lowercase.
fault-advice-reversed = Reversed words are not much harder to guess.
fault-advice-substitutions = Predictable substitutions like “@” instead of “a” do not help very much.
fault-advice-keyboard = Use a longer keyboard pattern with more turns.
fault-advice-repeats = Avoid repeated words and characters.
fault-advice-sequences = Avoid sequences.
fault-advice-recent-years = Avoid recent years.
fault-advice-own-years = Avoid years that are associated with you.
fault-advice-own-dates = Avoid dates and years that are associated with you.

## Apps

fault-app-no-name = The name must not be empty.
fault-app-name-line = The name must be one line of text.
fault-app-no-website = The address must not be empty.
fault-app-website-line = The address must be one line of text.
fault-app-website = A web address is needed, such as https://example.org
# $most: how many.
fault-redirect-uris = 1 to { $most } redirect URIs are needed.
# $uri: a redirect URI.
fault-redirect-uri-twice = { $uri } stands there twice.
fault-overlap = This is no length of time that can be chosen.
# $longest: a length of time as developers write it, such as 7d.
fault-overlap-too-long = At most { $longest } on this server.

## What is said on a page of its own: why something was not done

fault-credentials = The name and the password do not belong together.
fault-registration = People cannot open accounts by themselves here.
fault-last-admin = You are the only administrator: nobody would be left to look after this server. Make another account an administrator first.
fault-last-active-admin = This is the last administrator who can act. Make another account an administrator first.
fault-second-factor-none = This account has no second factor.
fault-sign-in-ended = This sign-in has ended. Give the password again.
fault-set-up-ended = This set-up has ended. Begin it again.
fault-link-ended = This link has ended: it was used, replaced, or is too old.

## What a form was sent as

fault-body-large = It is larger than 64 KiB.
# $type: a media type, such as application/json.
fault-body-type = It must be sent as { $type }.
fault-body-encoded = It must be sent as it is, without Content-Encoding.
