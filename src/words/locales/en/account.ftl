### One's own account: profile, password, sessions, e-mail address, data, deletion.

## Fields that several forms have

account-user-name = User name
account-email = E-mail
account-current-password = Current password
account-new-password = New password
account-new-password-again = New password, once more
account-passwords-differ = The two passwords are not the same.
# $length: a number of characters, 8 or more.
account-password-length = At least { $length } characters.
# The same where passwords that are easy to guess are refused, too.
account-password-hint = At least { $length } characters, and hard to guess: a few uncommon words are good, your name and address are not.

## /profile

profile-title = Profile
profile-account = Account
profile-role = Role
profile-role-admin = Administrator
profile-role-user = User
profile-member-since = Member since
profile-about-you = About you
profile-about-you-seen = Apps that may read your profile see this.
profile-first-name = First name
profile-last-name = Last name
profile-location = Location
# A field of several lines, under "About you".
profile-bio = In your own words
profile-save = Save profile
profile-password-about = A new password signs you out everywhere else.
# A box to tick beside the new password.
profile-withdraw-too = Also withdraw every app’s access
profile-password-button = Change password
# The heading above links to the second factor, sessions, account and events.
profile-safety = Security
# $count: in how many places, at least one.
profile-signed-in-places =
    { $count ->
        [one] Here only
       *[other] In { $count } places
    }
profile-account-about = E-mail, your data, deletion
profile-events-about = Sign-ins, changes, and what apps were given

## /profile/account

account-title = Your account
account-address = E-mail address
account-address-about = You can sign in with it, and apps that may read your profile see it. Nothing is sent to it: check that it is right.
account-address-button = Change the address
account-data = Your data
account-data-about = What this server knows of you, as one JSON file: account, sessions, apps, what you authorised, what happened. No password is in it.
account-data-button = Download your data
account-end = Deleting the account
account-end-about = A deleted account does not come back.
account-end-button = Delete your account

## /profile/account/delete

account-delete-heading = Delete your account?
account-delete-last-admin = You are the only administrator who can act, so your account cannot be deleted: nobody could administer this server. Make somebody else an administrator first.
account-delete-back = Back
# Before a list.
account-delete-what-goes = It ends at once, and this cannot be undone. What goes with it:
account-delete-profile = your profile, your password, and what is listed under Activity
# $count: in how many places the account is signed in, at least one.
account-delete-sessions =
    { $count ->
        [one] this session
       *[other] all { $count } sessions, wherever you are signed in
    }
# $count: how many apps the account has authorised.
account-delete-grants =
    { $count ->
        [0] no app loses access: you have authorised none
        [one] the access of the app that you have authorised
       *[other] the access of all { $count } apps that you have authorised
    }
# $app: the name of an app that the person has registered.
account-delete-app = your app { $app }, for everybody who uses it
# Below the first of the apps. $count: how many more there are, at least two.
account-delete-more =
    { $count ->
        [one] and { $count } more of your apps
       *[other] and { $count } more of your apps
    }
account-delete-what-stays = What apps have already read stays with them. The administrator’s log keeps your name until it is cleared.
account-delete-download = <a href="/profile/account">Download your data</a> first if you want to keep it.
# $name: the account's name.
account-delete-name-hint = Type { $name }, to be sure that this account is meant.
account-delete-button = Delete my account

## /profile/sessions

sessions-title = Where you are signed in
sessions-about = If you do not know one of these, sign it out and change your password under <a href="/profile">Profile</a>. <a href="/profile/events">Activity</a> tells more. Apps are not in this list: they are under <a href="/profile/grants">Authorised apps</a>.
# Beside the session that the page is seen through.
sessions-this-one = this one
# $when: a day and a time.
sessions-since = Signed in { $when }
# $address: the address that the sign-in came from.
sessions-since-from = Signed in { $when } from { $address }
sessions-last-used = Last used { $when }
# The words in the span are for screen readers.
sessions-end-here = Sign out<span class="vh"> here</span>
# $device: for example "Firefox on Linux".
sessions-end = Sign out<span class="vh"> { $device }, { $address }</span>
sessions-end-others = Sign out everywhere else

## Devices

# $program: the name of a browser or program. $system: Linux, Windows, macOS, iPhone.
device-on = { $program } on { $system }
device-python = A Python program
device-python-on = A Python program on { $system }
device-android-app = An Android app
device-unknown-on = A program on { $system }
device-unknown = An unknown program

## Profile: the language of the pages

profile-language = Language of the pages
# The first choice, before the languages themselves.
profile-language-browser = As my browser asks
