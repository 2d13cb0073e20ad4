### The consent page, and the apps that somebody has authorised.
###
### $app: the name of an app. $when: a day, or a day with a time. $scopes: scopes as they are written in requests, such as
### "workouts:write". $host, $website: hosts, such as "app.example".

## The consent page

# The page's title.
consent-title = Authorise { $app }
consent-heading = { $app } asks to use your account
# $owner: the name of the account that registered the app here.
consent-registered = registered here by { $owner } on { $when }
consent-registered-by-you = registered here by yourself on { $when }
# How many people of this server use the app, without the one who reads this.
consent-others =
    { $count ->
        [0] Nobody else here uses it
        [one] { $count } other person here uses it
       *[other] { $count } other people here use it
    }
# $count: a thousand.
consent-others-many = More than { $count } other people here use it
consent-since = You have used it since { $when }
# For screen readers: the name of the list of warnings.
consent-warnings = Before you decide
consent-asks = It would be able to
# Where the app may do something already, and asks for more.
consent-asks-more = What is new: it would also be able to
consent-asks-nothing-new = It asks for nothing new.
consent-untick = Untick what you do not want to allow.
# Beside what the app asks for and may not do yet.
consent-new = new
# Unfolds what the app may do already.
consent-already =
    { $count ->
        [one] It asks for { $count } thing that it may do already
       *[other] It asks for { $count } things that it may do already
    }
consent-already-untick = What you untick here is taken from the app at once, on all your devices.
# Unfolds what the app may do already and does not ask for now.
consent-keeps =
    { $count ->
        [one] It keeps { $count } thing that it does not ask for now
       *[other] It keeps { $count } things that it does not ask for now
    }
consent-keeps-where = You can take that away under <a href="/profile/grants">Authorised apps</a>.
consent-leave-one = Leave at least one ticked, or cancel.
# Above the page that is shown anew.
consent-changed = The app was changed while you read this. Look at it once more.
consent-remember = Do not ask me again for the same
consent-remember-hint = You are asked all the same when the app wants more, or when it has changed.
# $name: the name of the reader's account.
consent-as = You decide as <strong>{ $name }</strong>
consent-to-site = Afterwards you go to <strong>{ $host }</strong>
consent-to-computer = Afterwards you go back to a program on <strong>this computer</strong>
# $scheme: a private scheme, such as "com.example.app".
consent-to-scheme = Afterwards the program on this device opens that handles <strong>{ $scheme }:</strong>
consent-undo = You can withdraw this at any time, under <a href="/profile/grants">Authorised apps</a>
consent-authorize = Authorise
consent-cancel = Cancel
# Before the button that signs out. $name: the name of the reader's account.
consent-not-you = Not { $name }?
consent-other-account = Use another account

## Warnings on the consent page: what is unusual, and what to do

consent-warn-new =
    { $days ->
        [0] This app was registered here today. Go on only if you know who made it.
        [one] This app was registered here { $days } day ago. Go on only if you know who made it.
       *[other] This app was registered here { $days } days ago. Go on only if you know who made it.
    }
consent-warn-new-unused =
    { $days ->
        [0] This app was registered here today, and nobody else uses it. Go on only if you know who made it.
        [one] This app was registered here { $days } day ago, and nobody else uses it. Go on only if you know who made it.
       *[other] This app was registered here { $days } days ago, and nobody else uses it. Go on only if you know who made it.
    }
consent-warn-unused = Nobody else here uses this app. Go on only if you know who made it.
consent-warn-owner-alone = Nobody uses this app here but the account that registered it. Go on only if you know who made it.
consent-warn-computer = The answer goes to a program on this computer, and any program here could have asked. Go on only if you have just started this app here.
consent-warn-scheme = The answer goes to the program on this device that handles { $scheme }: addresses, and any program could say that it does. Go on only if you have just started this app here.
consent-warn-elsewhere = Afterwards you go to { $host }, which is not the app’s website { $website }. Go on only if you know both.
consent-warn-no-website = Afterwards you go to { $host }, and the app names no website of its own. Go on only if you know who made it.
consent-warn-administers = The app asks to administer this server for you. Allow that only to a tool that you would trust with everything here.
consent-warn-changed = This app did not have to ask you again, but it has changed since: its name, its website, who registered it or where it sends you. Go on only if you know why.
consent-warn-suspended = The account that registered this app is suspended. Go on only if you know why.

## What scopes are about: titles of groups

scope-group-application = This server
scope-group-profile = Your profile
scope-group-users = Accounts of this server
scope-group-workouts = Your workouts
# $word: what the names of these scopes begin with, where nobody has said what they are about.
scope-group-other = Access to “{ $word }”

## The list of authorised apps

grants-title = Authorised apps
grants-empty = No app may use your account
grants-empty-text = When you authorise an app, it is listed here with what it may do and what it has used of that, and you can withdraw it at any time.
grants-lead = These apps may use your account. They never see your password.
grants-search = Find an app
grants-sort = Sort by
grants-sort-granted = authorised last
grants-sort-used = used last
grants-sort-name = name
grants-show = Show
# $query: what somebody typed to find an app.
grants-none-found = No app that you have authorised has a name like “{ $query }”
grants-all = Show all of them
# $owner: the name of the account that registered the app here.
grants-by = by { $owner }
grants-authorised = Authorised { $when }
grants-used = Last used { $when }
grants-never-used = Never used
grants-suspended = An administrator has suspended this app. It can do nothing until that is lifted.
grants-unused = It has never used:
# Where an app was authorised before this server began to write down what is used.
grants-unused-since = It has not used since { $when }:
grants-take-unused = Take away what is not used
# Below the first of what an app may do, and behind the first of what it has not used: these lead to its page. $count: how
# many more there are, at least two.
grants-more = and { $count } more<span class="vh"> that { $app } may do</span>
grants-more-unused = and { $count } more
# What is in the span is for screen readers, here and below.
grants-details = Details<span class="vh"> of { $app }</span>
grants-withdraw = Withdraw<span class="vh"> the access of { $app }</span>
grants-withdraw-all = Withdraw the access of all apps

## One authorised app

grant-website = Website
grant-owner = Registered here by
grant-authorised = Authorised
grant-last-used = Last used
grant-first-used = First used
grant-never = Never
grant-scopes = What it may do
grant-scopes-about = What you take away is gone at once, on all your devices. The app gets it back only if you authorise it again.
# Of one thing that an app may do.
grant-scope-used = Last used on { $when }
grant-scope-told = An API that decides by itself was told on { $when } that the app may do this. Whether it did is not known.
grant-scope-never = Never used
grant-scope-not-since = Not used since { $when }, when this server began to write it down
grant-scope-unknown = Not known whether it was used
# $scope: a scope, such as "workouts:write".
grant-take = Take away<span class="vh"> { $scope }</span>
grant-remembered = You are not asked again
# Above the list of what it may do without a question.
grant-remembered-text = When this app asks again for nothing but this, you are not asked:
# In place of that list, where it is all that the app may do.
grant-remembered-all = When this app asks again for nothing but what it may do already, you are not asked.
grant-ask-again = Ask me again
grant-history = Activity
grant-history-empty = Nothing is recorded of it now.
grant-history-more = <a href="/profile/events?kind=apps">All that happened with apps</a>
grant-withdraw = Withdraw
grant-withdraw-about = Ends everything that the app may do. You can authorise it again later.

## Withdrawing

withdraw-title = Withdraw the access of “{ $app }”?
withdraw-ends = From this moment on it can do nothing with your account, on any of your devices.
withdraw-stays = What it has read already stays with it.
withdraw-undo = To undo this, open the app and authorise it again:
# The same of an app that has no website.
withdraw-undo-there = To undo this, open the app and authorise it again.
withdraw-button = Withdraw access
withdraw-all-title =
    { $count ->
        [one] Withdraw the access of { $count } app?
       *[other] Withdraw the access of { $count } apps?
    }
withdraw-all-ends = From this moment on none of them can do anything with your account, on any of your devices:
# Below the first names of the list. $count: how many more apps there are, at least two.
withdraw-all-more = and { $count } more
withdraw-all-stays = What they have read already stays with them. To undo this, authorise each of them again.
withdraw-all-button = Withdraw all access

## What has just been done

grants-notice-withdrawn = “{ $app }” can no longer use your account. To undo that, open the app and authorise it again.
grants-notice-withdrawn-all = No app can use your account any more.
# Where apps were authorised after the list of those to be withdrawn was shown. $when: a day with a time.
grants-notice-withdrawn-some =
    { $count ->
        [one] What you had authorised up to { $when } can no longer use your account. { $count } app still can: you have authorised it since.
       *[other] What you had authorised up to { $when } can no longer use your account. { $count } apps still can: you have authorised them since.
    }
grants-notice-narrowed = “{ $app }” can no longer use { $scopes }. It gets that back only if you authorise it again.
grants-notice-asked = You will be asked again.
