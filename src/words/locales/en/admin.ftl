### Administration: the pages below /admin, for administrators alone. The names of acts and states are those of the command
### line: suspend, unsuspend, approve, revoke, rotate.

# In the navigation, for administrators.
layout-administration = Administration

admin-title = Administration
# The name of the second row of the navigation, for screen readers.
admin-menu-label = Administration
admin-overview = Overview
admin-users = Accounts
admin-apps = Apps
admin-servers = Resource servers
admin-settings = Settings
admin-audit = Audit log
admin-store = Store

## On several pages

admin-any = Any
admin-role = Role
admin-role-user = User
admin-role-admin = Administrator
admin-state = State
# Of an account.
admin-state-active = active
admin-state-suspended = suspended
# The same two of an app: what stands for one is of another gender in some languages.
admin-app-active = active
admin-app-suspended = suspended
admin-state-waiting = waits for approval
admin-no-password = no password yet
admin-never = Never
admin-not-yet = Not yet
admin-number = Number
admin-created = Created
admin-owner = Owner
admin-email = E-mail
admin-client-id = Client ID
admin-client-secret = Client secret
admin-filter = Show
admin-filter-none = Show all
admin-cancel = Cancel
admin-save = Save
admin-go-on = Go on
admin-suspend = Suspend
admin-unsuspend = Lift the suspension
admin-rotate = Make a new secret
# $when: a moment.
admin-registered = Registered { $when }
# $when: a moment.
admin-last-used = Last used { $when }
admin-never-used = Never used
# $when: a moment.
admin-added = Added { $when }

## Overview

admin-look = To look at
admin-look-about = What may need a decision of yours.
admin-calm = Nothing needs a look.
# Before the reason, which is in English.
admin-refusing = Nothing can be stored just now.
admin-backup-failed = The last backup failed, or the next one is overdue.
# $count: how many apps.
admin-waiting-count = { $count ->
    [one] One app waits for approval
   *[other] { $count } apps wait for approval
}
# $count: how many apps.
admin-suspended-apps = { $count ->
    [one] One app is suspended
   *[other] { $count } apps are suspended
}
# $count: how many accounts.
admin-suspended-users = { $count ->
    [one] One account is suspended
   *[other] { $count } accounts are suspended
}
# $count: how many sign-ins, since midnight UTC.
admin-failed-sign-ins = { $count ->
    [one] One sign-in failed today
   *[other] { $count } sign-ins failed today
}
admin-figures = Figures
admin-consents = Apps authorised by people
admin-sessions = Sessions
admin-version = Version

## Accounts

admin-find-user = Name or e-mail
admin-never-signed-in = Only accounts that nobody has ever signed in to
# $count: how many accounts the filter lets through.
admin-users-count = { $count ->
    [one] One account.
   *[other] { $count } accounts.
}
admin-users-none = No account is like that
# $when: a moment.
admin-last-sign-in-was = Last sign-in { $when }
admin-never-signed-in-yet = Never signed in
admin-user-new = New account
admin-user-new-text = The account has no password at first. The next page shows a link with which its person sets one.
admin-user-name = User name
admin-user-name-hint = 3 to 30 letters, digits or underscores.
admin-user-new-admin = Make it an administrator
admin-user-new-button = Create the account
# $name: the name of the account.
admin-user-made = { $name } has an account now
admin-link = Password link
admin-link-text = This link sets a password. It works once, for one hour, and is not shown again. Give it to the person and to nobody else.
# $name: the name of the account.
admin-link-made = A password link for { $name }

## One account

admin-user-account = Account
admin-last-sign-in = Last sign-in
# Of an account, before the word below or admin-no-password.
admin-password = Password
admin-password-set = Set
admin-user-apps = Apps registered
admin-user-grants = Apps authorised
admin-user-events = What happened to this account
admin-app-events = What happened to this app
admin-make-admin = Make administrator
admin-make-user = Make ordinary user
admin-make-link = Make a password link
admin-export = Download its data
admin-delete-user = Delete the account
admin-user-own = This is your own account.
admin-user-last = This is the last administrator who can act. It cannot be suspended, deleted or made a user before there is another one.
admin-email-about = Nobody confirms a new address. The person sees that it was changed.
admin-language-about = What the person chooses under Profile. Nothing chosen, it is the language that the browser asks for.
admin-language-browser = As the browser asks
admin-sessions-about = Where the account is signed in. What apps may do is not touched by this.
admin-sessions-none = Signed in nowhere.
# $when: a moment.
admin-session-started = Signed in { $when }
admin-session-end = Sign out
# $device: a program and a system, for example "Firefox on Linux".
admin-session-end-which = Sign out { $device }
admin-sign-out = Sign out everywhere
admin-notes = Notes
admin-notes-about = What operators note on the account, such as its number in another program. Upstreams can be told.
admin-note-key = Name of the note
admin-note-value = Text
admin-note-add = Save the note
admin-note-remove = Remove
# $key: the name of a note.
admin-note-remove-which = Remove the note { $key }
# In the questions below $name is the name of the account.
admin-ask-suspend = Suspend { $name }?
admin-ask-suspend-text = Its sessions end and its tokens are inactive at once. Nothing is deleted: what has not ended meanwhile is good again when the suspension is lifted.
admin-ask-admin = Make { $name } an administrator?
admin-ask-admin-text = Administrators see and change every account, every app and the settings of this server.
admin-ask-user = Take the role of administrator from { $name }?
admin-ask-user-text = The account keeps its apps and what it has authorised.
admin-ask-sign-out = Sign { $name } out everywhere?
admin-ask-sign-out-text = All its sessions end. What apps may do is not touched.
admin-ask-second-factor = Turn off the second factor of { $name }?
admin-ask-second-factor-text = The password alone signs in then. Do this only if you are sure who asks for it.
admin-ask-delete = Delete { $name }?
admin-ask-delete-text = The account goes with all its apps, consents and tokens. This cannot be undone.
admin-ask-own = This is your own account: you lose access to these pages at once.

## Apps

admin-find-app = Name or client ID
admin-unused = Not used for
admin-unused-30 = 30 days
admin-unused-90 = 90 days
admin-unused-365 = A year
# $count: how many apps the filter lets through.
admin-apps-count = { $count ->
    [one] One app.
   *[other] { $count } apps.
}
admin-apps-none-like = No app is like that
admin-apps-none = No apps yet
admin-apps-none-text = What people register stands here, whoever it belongs to.
# $owner: the name of an account.
admin-app-owner = By { $owner }
admin-app-decision = State
# $when: a moment.
admin-app-waits = It has waited for approval since { $when }. Until then only its owner can authorise it.
# $when: a moment.
admin-app-is-suspended = It has been suspended since { $when }. It is given nothing, and what it was given is inactive.
admin-approve = Approve
admin-revoke = Revoke all tokens
admin-delete-app = Delete the app
admin-app-facts = App
admin-website = Website
admin-description = Description
admin-client-type = Type
admin-public = Public: it has no secret
admin-confidential = Confidential: it has a secret
admin-people = People who have authorised it
admin-used = Last used
admin-redirect-uris = Redirect URIs
admin-scopes = Scopes
# In the questions below $app is the name of the app.
admin-ask-app-suspend = Suspend { $app }?
admin-ask-app-suspend-text = It gets no tokens, and those that it has are inactive at once, for everybody. Nothing is deleted: what has not ended meanwhile is good again when the suspension is lifted.
admin-ask-app-approve = Approve { $app }?
admin-ask-app-approve-text = Everybody can authorise it from then on. Look at its website and its redirect URIs first.
admin-ask-app-revoke = Revoke all tokens of { $app }?
admin-ask-app-revoke-text = All that it was given ends, for everybody. People can authorise it again.
# On the page that asks for how long the present secret is to work.
admin-app-rotate-about = The new secret is shown once, on the next page, and has to be given to the owner of the app.
admin-ask-app-delete = Delete { $app }?
admin-ask-app-delete-text = The app and all that it was given are removed. This cannot be undone.

## Secrets, shown once

# $name: the name of an app or of a resource server.
admin-secret-made = The secret of { $name }
admin-secret-app-text = The secret is not shown again. Give it to the owner of the app and to nobody else.
admin-secret-server-text = The secret is not shown again. The API uses both with HTTP Basic when it asks what a token stands for.

## Resource servers

admin-servers-about = APIs that ask grantd what a token stands for have credentials of their own.
admin-servers-none = No resource servers yet
admin-servers-none-text = An API needs one if it asks what a token stands for, and none behind the gateway.
admin-server-name = Name of a new one
admin-server-name-hint = 1 to 64 letters, digits and the marks . _ -
admin-server-add = Add
admin-server-name-wrong = Write 1 to 64 letters, digits and the marks . _ -
admin-server-name-taken = There is one of this name already. Choose another name, or make a new secret for it.
admin-delete-server = Delete
# $name: the name of a resource server, here and below.
admin-rotate-which = Make a new secret for { $name }
admin-delete-which = Delete { $name }
admin-ask-server-rotate = Make a new secret for { $name }?
admin-ask-server-rotate-text = The present secret stops working at once. The new one is shown once, on the next page.
admin-ask-server-delete = Delete { $name }?
admin-ask-server-delete-text = It will no longer be able to ask what a token stands for.

## Settings

admin-instance = This server
admin-instance-about = Changes apply at once.
admin-instance-name = Name
# $name: the name that stands in the configuration.
admin-instance-name-hint = Left empty, it is { $name }.
admin-registration = People may open accounts by themselves
admin-contact = Contact
admin-contact-hint = An e-mail address that people can ask.
admin-about = What this server is
admin-about-hint = Shown on the start page. Plain text: an empty line begins a paragraph, and web addresses become links.
admin-privacy = Privacy policy
admin-privacy-hint = Shown on a page of its own, to which the foot of every page leads. Plain text, as above.
admin-configuration = Configuration
admin-configuration-about = To change these, edit the file. They apply when the daemon has read it again (SIGHUP) or was restarted.
# The path of the file comes after it.
admin-configuration-file = Read from
admin-configuration-none = There is no configuration file: these are the built-in defaults.
# A link to what apps can be let through to.
admin-routes = Routes and upstreams
admin-scopes-about = What apps can ask for. The configuration has them as [[scope]].
admin-scope-admin = only administrators can grant it
admin-routes-none = There are no routes. A proxy that asks grantd, and the gateway, let nothing through but what is grantd’s own.
# $count: how many.
admin-routes-count = { $count ->
    [one] One route
   *[other] { $count } routes
}
admin-routes-about = Which request needs what.
admin-upstreams = Upstreams
admin-upstreams-about = Who answers requests when grantd is the gateway. The longest path wins.
admin-upstream-closed = no route opens it
admin-route-unserved = no upstream serves it
admin-route-all-methods = All methods
# What a route needs: whole sentences, which may stand one after the other.
admin-needs-nothing = It needs nothing.
# $scope: a scope, such as profile:read.
admin-needs-scope = It needs a token with { $scope }, or the account’s own session.
admin-needs-session = It needs the account’s own session.
admin-needs-admin = The account must be an administrator’s.
admin-needs-optional = Who shows no credentials needs nothing.
# The form that tells what becomes of a request.
admin-explain = What becomes of a request
admin-explain-about = As it stands without a token; grantd route --token tells it of a token, too.
admin-explain-method = Method
admin-explain-path = Path
admin-explain-button = Explain
admin-explain-request = Request
admin-explain-route = Route
admin-explain-no-route = None
# $line: a line of the configuration file.
admin-explain-line = (line { $line })
admin-explain-needs = Needs
admin-explain-answered = Answered by
admin-explain-verdict = Verdict
# $path: the path of an upstream. $url: where it listens.
admin-answered-upstream = The upstream { $path } at { $url }
admin-answered-reserved = grantd itself, whatever routes there are
admin-answered-itself = grantd itself: no upstream has this path
admin-let-through = Let through.
# $status: an HTTP status, as text.
admin-refused = Refused, { $status }.
# Why: each is a sentence after one of the two before it.
admin-why-public = The route is public.
admin-why-optional = The route lets requests without credentials through.
admin-why-no-token = It shows no token.
admin-why-slash = The path must begin with a slash.
admin-why-bad-path = The path could be read in two ways.
# $path: the path of a route.
admin-why-misspelt = The path must be spelled as in { $path }.
admin-why-no-route = No route allows this request.
# $methods: methods, such as GET, POST.
admin-why-method = No route allows this method here, only { $methods }.

## Audit log

admin-audit-user = Account
admin-audit-app = App
admin-audit-by = By
admin-audit-address = Address
admin-audit-event = Event
admin-audit-since = From
admin-audit-until = Before
admin-audit-day-wrong = Write a day, such as 2026-11-23.
admin-audit-file = Download as JSON Lines
admin-audit-newer = Newer
admin-audit-older = Older
admin-audit-empty = Nothing of that has happened
admin-audit-empty-text = The log goes back as far as its files are kept.
admin-by-operator = the operator
admin-by-system = grantd itself

## Store

admin-daemon = Daemon
admin-running-since = Runs since
admin-memory-used = Memory in use
admin-memory-limit = Memory it may take
admin-commits = Changes stored since then
admin-failures = Changes that failed
admin-events-lost = Events missing in the audit log
admin-data = Data
admin-data-about = How many records of each kind there are.
admin-on-disk = On the disk
admin-content = Content
admin-counting = It is being counted.
admin-format = Format
# The kinds of records, each before how many there are. Accounts, apps, sessions, resource servers: admin-users and so on.
admin-record-instance = Settings of the server
admin-record-counter = Number sequences
admin-record-one-time-link = One-time links
admin-record-second-factor = Second factors
admin-record-pending-sign-in = Sign-ins waiting for a second factor
admin-record-remembered-consent = Authorisations not asked again
admin-record-scope-use = Uses of permissions
admin-record-authorization-code = Authorization codes
admin-record-family = Token families
admin-record-access-token = Access tokens
admin-record-refresh-token = Refresh tokens
admin-record-last-use = Last uses of apps
admin-record-secret-state = Replaced or reported secrets
admin-record-app-usage = Daily figures of apps
admin-record-decided-request = Answered consent pages
admin-record-user-event = Events of accounts
admin-record-hold = Apps that wait or are suspended
admin-record-last-sign-in = Last sign-ins
admin-sweep = Expired records
admin-sweep-about = What has expired is removed by itself now and then.
admin-last-sweep = Last removed
admin-oldest-due = Waiting since
admin-nothing-due = Nothing waits
admin-older-than = Only what expired at least so long ago
admin-older-than-hint = Such as 12h or 7d. Left empty, all that has expired goes.
admin-older-than-wrong = Write a number and s, m, h, d or w, such as 12h or 7d.
admin-sweep-now = Remove now
# The kinds and numbers come after it.
admin-swept = Removed:
admin-swept-nothing = Nothing had expired.
admin-backups = Backups
admin-backups-about = A backup holds every account. It is made on the machine itself and not over the web.
admin-backups-every = Every
admin-backups-dir = In
admin-backups-newest = Newest
admin-overdue = overdue
# An example of the configuration comes after it.
admin-backups-none = No backups are written by themselves. The configuration asks for them with
admin-command-backup = Make a backup now
admin-command-restore = Restore a backup
admin-command-move = To another engine or version
admin-command-check = Look through all data

## What was done

admin-done-user-deleted = The account is deleted.
admin-done-role = The account has another role now.
admin-done-suspended = It is suspended.
admin-done-unsuspended = The suspension is lifted.
admin-done-signed-out = The account is signed out everywhere.
admin-done-session = That session has ended.
admin-done-email = The e-mail address is changed.
admin-done-language = The language is changed.
admin-done-note = The note is saved.
admin-done-note-removed = The note is removed.
admin-done-app-approved = The app is approved.
admin-app-changed = This app was changed after you looked at it, so it was not approved. Look at it again.
admin-done-app-revoked = All that the app was given has ended.
admin-done-app-deleted = The app is deleted.
admin-done-server-deleted = The resource server is deleted.
admin-done-settings = The settings are saved.

## What the owner of an app reads of it, on its page

admin-own-app-waiting = This app waits for the approval of an administrator. Until then only you can authorise it.
admin-own-app-suspended = An administrator has suspended this app. It is given nothing, and what it was given is inactive.
