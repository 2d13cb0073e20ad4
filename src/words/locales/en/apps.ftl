### The pages of who makes apps.

## The list

apps-none = You have not registered an app yet
apps-none-about = An app is a program, yours or someone else’s, that reads or writes data here on behalf of people who allow it, without ever seeing their password. Registering one gives it a client ID.
apps-none-grants = Looking for the apps that may use your account? They are under <a href="/profile/grants">Authorised apps</a>.
apps-about = The apps that you have registered. Apps that may use your account are under <a href="/profile/grants">Authorised apps</a>.
# $when: a moment.
apps-registered = Registered { $when }
apps-last-used = Last used { $when }
apps-never-used = Never used
# On a badge: the two kinds of apps (RFC 6749).
app-badge-public = public
app-badge-confidential = confidential

## One app

app-try-it = Try it
app-edit-button = Edit
app-about = About
app-description = Description
app-description-none = None
app-website = Website
app-client-id = Client ID
app-client-secret = Client secret
app-kind = Kind of app
app-kind-public = Public: uses PKCE, no secret
app-kind-confidential = Confidential: has a secret
app-registered = Registered
app-last-used = Last used
app-last-used-never = Never
app-usage-link = Usage
app-redirect-uri = Redirect URI
app-redirect-uris = Redirect URIs
app-redirect-uris-about = Where people go back to after deciding.
app-check-link = Check a redirect URI
app-scopes = Scopes
app-scopes-about = What it may ask people for.
app-endpoints = Endpoints
app-endpoints-about = What its client library asks for.
app-endpoint-authorization = Authorization endpoint
app-endpoint-token = Token endpoint
app-endpoint-issuer = Issuer
app-endpoint-metadata = Metadata
app-danger = Danger zone
app-danger-about = Each of these asks once more.
app-danger-secret = New secret
app-danger-secret-about = If the present one was lost, or seen by others. The old one can work on for a while.
app-danger-tokens = All tokens
app-danger-tokens-about = Ends its access to every account, at once.
app-danger-app = The app itself
app-danger-app-about = Ends everything it has. Cannot be undone.

## Its secret

# $when: a moment.
app-secret-reported = The secret of this app was reported as leaked on { $when }. It still works: give the app a new one.
app-previous = Previous secret
app-previous-until = It works until { $when }.
app-previous-used = It was last used on { $when }.
app-previous-unused = It has not been used since it was replaced.
app-previous-end = End it now
app-rotate-link = Make a new secret
# $app: the app's name.
app-rotate-title = A new secret for “{ $app }”
app-rotate-about = The new secret is shown once, on the next page. The app needs it to get and refresh tokens.
app-rotate-legend = When does the present secret stop working?
app-rotate-at-once = At once: if others may have seen it
app-rotate-hours = { $hours ->
    [one] In an hour
   *[other] In { $hours } hours
}
app-rotate-days = { $days ->
    [one] In a day
   *[other] In { $days } days
}
app-rotate-ends-older = The secret before it, which still works, ends now.
app-rotate-button = Make a new secret

## Questions before a step

app-revoke-title = Revoke all tokens of “{ $app }”?
app-revoke-now = The app loses its access to every account at once, yours and everyone else’s.
app-revoke-stays = It stays registered. Each person has to authorise it again before it can go on.
app-revoke-button = Revoke all tokens
app-delete-title = Delete “{ $app }”?
app-delete-now = The app loses its access to every account at once, and its client ID and secret stop working.
app-delete-for-good = This cannot be undone: registering it again gives it a new client ID.
app-delete-button = Delete the app

## Registered, or with a new secret

app-created-title = App registered
app-created-done = { $app } is registered
app-created-rotated = New secret
app-created-rotated-for = A new secret for { $app }
app-created-copy-now = <strong>Copy the secret now: it is not shown again.</strong> Keep it out of source code and chats.
app-created-previous-ended = The one before it has stopped working.
app-created-previous-until = The one before it works until { $when }.
app-created-public = A public app has no secret: it proves itself with PKCE (<code>S256</code>) in each authorization request.
app-created-go = Go to the app’s page

## The form

app-new-title = Register an app
app-new-button = Register app
app-edit-title = Edit { $app }
app-edit-save = Save changes
app-edit-kind-public = Public: uses PKCE, no secret. This cannot be changed.
app-edit-kind-confidential = Confidential: runs on a server that can keep a secret. This cannot be changed.
app-form-name = Name
app-form-name-hint = People see it when they are asked to authorise the app.
app-form-website-hint = Where people can read about it, such as https://app.example.com
app-form-description-hint = What it does, in a sentence. At most 200 characters.
app-form-redirect-hint = Where people go back to after deciding. One a line, at most ten; a request must name one of them exactly.
app-form-redirect-web = <code>https://app.example.com/callback</code> for a website
app-form-redirect-local = <code>http://127.0.0.1/callback</code> for a program on the person’s computer; the port may differ
# Below it stand the schemes that the operator allows besides, if there are any.
app-form-redirect-phone = <code>com.example.app:/callback</code> for a phone app: a scheme with a dot
app-form-check = Check them
app-form-confidential = Confidential
app-form-confidential-hint = Runs on a server that can keep a secret.
app-form-public = Public
app-form-public-hint = Phone, desktop or in-browser app; uses PKCE, no secret.
app-form-scopes = What it may ask for
app-form-scopes-hint = Tick only what it needs. People can untick single ones when they authorise it.
app-form-no-scope = Tick at least one.

## Trying it

app-try-title = Try { $app }
app-try-ask = 1. Ask for a code
app-try-ask-about = This link is what your app sends people to: an authorization request with PKCE. Authorise the app for your own account.
app-try-authorise = Authorise the app
app-try-comes-back = You come back to this page, with the code.
app-try-address-bar = Afterwards your browser goes to the redirect URI. If nothing answers there, that is fine: its address bar holds the code.
app-try-add = Let the code come to this page
app-try-change = Other scopes or another redirect URI
app-try-update = Make the link
app-try-code-came = The code has come. Run one of these to get tokens for it.
# $error: an error code of the protocol, such as access_denied.
app-try-refused = The answer was an error instead of a code: { $error }
app-try-tokens = 2. Get tokens
app-try-tokens-about = { $seconds ->
    [one] A code works once, and for one second.
   *[other] A code works once, and for { $seconds } seconds.
}
app-try-code-here = Put it in the place of <code>CODE</code>.
app-try-secret-here = The secret is taken from the environment: <code>export CLIENT_SECRET=…</code> first.
app-try-again = Ask for another code
app-try-own = This page is a redirect URI of the app, for trying it: { $uri }
app-try-remove = Take it out again
app-try-only = It is the only one: give the app another before you take it out.

## Checking a redirect URI

app-check-title = Check a redirect URI of { $app }
app-check-hint = As your app sends it.
app-check-button = Check
app-check-verdict = What becomes of it
app-check-same = A request with it is accepted: it is registered.
app-check-other-port = A request with it is accepted: on the person’s own computer the port may differ.
app-check-ignored = A request with it is accepted, but it is ignored: this server is set so that people always go to the first one registered, { $uri }
app-check-not-accepted = A request with it is refused: it is not registered.
app-check-registered = Registered
app-check-yours = This one
app-check-registrable = It could be registered.
app-check-not-registrable = It could not be registered, either.
# $uri: what was typed. $why: one of the sentences below.
app-check-line = { $uri }: { $why }
app-check-none = There is none: write at least one.
app-check-all-good = All of them can be registered.
app-check-length = It must have 1 to 2000 characters.
app-check-fragment = It must not have a fragment: leave out “#” and what follows.
app-check-wildcard = A wildcard stands for nothing here: register each address.
app-check-character = It has a character that a URI cannot have: percent-encode “{ $character }”.
app-check-not-absolute = It is no complete address: begin with https://
app-check-scheme-case = Write what stands before the colon in small letters.
app-check-slashes = After the scheme there must be two slashes.
app-check-user-info = It must not have a user name or password.
app-check-no-host = It has no host.
app-check-host-writing = Write the host plainly, as a name or an ordinary address.
app-check-plain-http = Use https. Plain http is for the person’s own computer only: 127.0.0.1, [::1] or localhost.
app-check-harmful-scheme = This scheme is never allowed.
app-check-other-scheme = This scheme is not allowed. Use https, or a scheme of your own with a dot, such as com.example.app
app-check-differs-slash = One of them ends with a slash, the other does not.
app-check-differs-case = They differ in capital and small letters.
app-check-differs-encoding = They differ in how characters are percent-encoded.
app-check-differs-loopback = localhost, 127.0.0.1 and [::1] are three names, although they mean the same computer.
app-check-differs-query = The query, what follows “?”, differs.
app-check-differs-fragment = It has a fragment, “#” and what follows. A redirect URI must have none.
app-check-differs-port = The port differs.
app-check-differs-path = The path differs.
app-check-differs-scheme = The scheme differs: http is not https.
app-check-differs-host = The host differs.
app-check-differs-everything = None of those that are registered is like it.

## Figures

app-usage-title = Usage of { $app }
# $people: how many, 10,000 for that many or more.
app-usage-people = { $people ->
    [0] Nobody has authorised it.
    [one] One person has authorised it.
   *[other] { $people } people have authorised it.
}
# Before all the figures of these days together.
app-usage-sum = In the last 30 days
# What an app did in some days, each beside the others. $count: one or more. Here how often it used a token,
app-usage-requests = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
# and how often it was refused,
app-usage-refused = { $count } refused
# how often somebody authorised it,
app-usage-authorised = { $count ->
    [one] { $count } authorisation
   *[other] { $count } authorisations
}
# how many tokens it got for codes, and for refresh tokens.
app-usage-issued = { $count ->
    [one] { $count } token issued
   *[other] { $count } tokens issued
}
app-usage-refreshed = { $count ->
    [one] { $count } token refreshed
   *[other] { $count } tokens refreshed
}
app-usage-days = Requests by day
app-usage-nothing = It did nothing in the last 30 days.
app-usage-about = Days are those of UTC. The last minutes may be missing after a crash. Nothing is kept of single people.

## Leaked tokens

leaked-title = Found a token?
leaked-link = Found a token where it should not be?
leaked-about = Paste what you have found: it is ended at once. You need no account for this.
leaked-label = What you have found
leaked-hint = Tokens, secrets, or a text that they stand in, such as a log. They begin with gra_, grr_, grc_, grs_, gri_, grh_, grp_ or grl_.
leaked-button = End them
# $count: how many secrets were recognised in the text.
leaked-found = { $count ->
    [0] There was nothing of this server in it.
    [one] One was recognised. If it was good, it is dealt with now.
   *[other] { $count } were recognised. Those that were good are dealt with now.
}
leaked-more = That is as many as are looked at in one text. If there are more, send the rest again.
leaked-tokens-end = Tokens, codes, sessions and links end, and the person is told.
leaked-secrets-stay = The secret of an app works on, and its owner is told to replace it: alone it opens no account.
