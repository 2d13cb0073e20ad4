### What every page has around its content, and the parts that pages share: forms, lists, short notices.

## Around the content

layout-skip = Skip to the content
layout-menu = Menu
layout-menu-label = Your account
layout-apps = Your apps
layout-grants = Authorised apps
layout-events = Activity
layout-profile = Profile
# For screen readers, before the name: "Signed in as sam". $name: the account's name.
layout-signed-in-as = <span class="vh">Signed in as </span>{ $name }
# Beside the name of an account that may administer this server.
layout-admin = admin
layout-sign-out = Sign out
# For screen readers: the row of languages at the foot of the page.
layout-language = Language of these pages
# $contact: an e-mail address. After a sentence that says what the administrator can do.
layout-contact = You reach the administrator at { $contact }.

## Forms

# The title of a page with a form that something is wrong with. $title: the page's title.
form-title-wrong = Error: { $title }
form-look-again = Please look at this again
# For screen readers, before what is wrong with a field.
form-error-before = Error:
form-optional = (optional)
form-cancel = Cancel

## Lists

list-pages-label = Pages of this list
list-previous = Previous
list-next = Next
# $page: the number of this page. $pages: how many there are.
list-page-of = Page { $page } of { $pages }
# Where the number of a page in the address is too high. $page: that number.
list-beyond = There is no page { $page }
list-first = First page
list-last = Last page
# How much room something takes. $bytes: less than 1,024. What stands between is a space at which no line breaks.
size-bytes = { $bytes } bytes
# $kib: multiples of 1,024 bytes.
size-kib = { $kib } KiB
# $mib: multiples of 1,024 KiB.
size-mib = { $mib } MiB
# $gib: multiples of 1,024 MiB.
size-gib = { $gib } GiB
# Scopes, such as "profile:read workouts:read", where there are too many for a list. $count: how many more there are, at least two.
short-scopes = { $scopes } and { $count } more
# The button beside a text that is there to be copied, and what it says afterwards.
copy-button = Copy
copy-done = Copied
# Where the browser does not let the button copy: the text is selected now.
copy-selected = Selected: press the keys that copy

## Notices: what has just been done

notice-setup = Welcome. Your account administers this server. Register a first app to try it.
notice-registered = Welcome. Your account is open.
notice-profile = Your profile is saved.
notice-password = Your password is changed. Everywhere else you are signed out.
notice-password-set = The new password is set. You can sign in with it now.
notice-email = Your e-mail address is changed.
notice-account-deleted = Your account is deleted.
notice-session = That session is signed out.
notice-sessions = All other sessions are signed out.
notice-signed-out = You are signed out.
notice-edited = The changes are saved.
notice-registered-before = This form had registered the app already, so it was not registered a second time. If you have not seen its secret, make a new one here.
notice-revoked = All tokens of this app are revoked.
notice-deleted = The app is deleted.
notice-secret-ended = The previous secret has ended.
notice-withdrawn = The app can no longer use your account.
