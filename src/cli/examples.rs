//! The examples at the end of each command's help.

pub const SERVE: &str = "\
Examples:
  grantd serve --listen 127.0.0.1:8080
  grantd serve --listen unix:/run/grantd/http.sock --public-url https://auth.example.org";

pub const AUDIT: &str = "\
Examples:
  grantd audit --since 7d
  grantd audit --user alice --event sign_in_failed
  grantd audit --app 7dQxJ4mPuV1hT0cKzR9nYbWe --limit 0
  grantd audit --follow --json | jq .event";

pub const USER: &str = "\
Examples:
  grantd user add alice --email alice@example.org --admin
  grantd user add bob --email bob@example.org --password-stdin < password.txt
  grantd user reset-link bob            a link by which bob chooses a new password
  grantd user reset-link --setup        a new set-up link, while there is no administrator
  grantd user set bob upstream_id=42    a note on the account; upstream_id= removes it
  grantd user list --json";

pub const APP: &str = "\
Examples:
  grantd app add --owner alice --name \"GPX Importer\" --redirect-uri https://importer.example/callback \\
      --scope \"workouts:read workouts:write\"
  grantd app add --owner alice --name Phone --redirect-uri com.example.app:/callback \\
      --uri https://app.example.com --scope profile:read --public
  grantd app rotate-secret 3            the secret stands alone on the last line
  grantd app revoke 3                   everyone has to authorise the app again

Scopes are those of the configuration: grantd check lists them.";

pub const RESOURCE_SERVER: &str = "\
Examples:
  grantd resource-server add workouts-api
  grantd resource-server rotate-secret workouts-api | tail -n 1 > secret.txt";

pub const SWEEP: &str = "\
Examples:
  grantd sweep
  grantd sweep --older-than 7d";

pub const CHECK: &str = "\
Examples:
  grantd check --config /etc/grantd/grantd.toml
  grantd check --json | jq .unserved_routes
  grantd check --data                   looks through all data; exit status 1 if something is wrong
  grantd check --data --repair          mends it; what it takes out it puts into a file in the data directory";

pub const DOCTOR: &str = "\
Examples:
  grantd doctor
  grantd doctor --json | jq '.findings[] | select(.severity == \"problem\")'";

pub const HEALTHCHECK: &str = "\
Examples:
  grantd healthcheck
  grantd healthcheck --timeout 2s || systemctl restart grantd";

pub const ROUTE: &str = "\
Examples:
  grantd route GET /api/workouts/7
  grantd route POST /api/workouts --token - < token.txt";

pub const BACKUP: &str = "\
Examples:
  grantd backup /var/backups/grantd.jsonl
  grantd backup - | gzip > grantd.jsonl.gz";

pub const RESTORE: &str = "\
Examples:
  grantd restore /var/backups/grantd.jsonl --data-dir /var/lib/grantd
  gunzip < grantd.jsonl.gz | grantd restore -";

pub const EXPORT: &str = "\
Examples:
  grantd export > grantd.jsonl
  grantd export | grep '\"kind\":\"client\"'";

pub const IMPORT: &str = "\
Examples:
  grantd import --data-dir new < grantd.jsonl
  grantd import --quarantined /var/lib/grantd/grantd.quarantine-20261124T213322Z.jsonl";

pub const TEST_SERVER: &str = "\
Examples:
  grantd test-server
  grantd test-server --fixture tests/grantd.toml --seed 7
  grantd test-server --exit-with-parent | jq .apps.web";

pub const TEST_CLIENT: &str = "\
Examples:
  grantd test-client --drive 'python3 client.py'
  grantd test-client --drive './client \"$OAUTH_ISSUER\" \"$API_URL\"' --scenario rotation,lost-answer
  grantd test-client --public --drive 'node client.mjs' --junit test-client.xml
  grantd test-client --port 8400 --client-id web --client-secret s3cret \\
      --redirect-uri http://localhost:5000/callback --drive 'curl -sL -b \"\" http://localhost:5000/login'
  grantd test-client                    a person plays; it says what to do";

pub const COMPLETIONS: &str = "\
Examples:
  grantd completions bash > ~/.local/share/bash-completion/completions/grantd
  grantd completions zsh > \"${fpath[1]}/_grantd\"
  grantd completions fish > ~/.config/fish/completions/grantd.fish";

pub const MAN: &str = "\
Examples:
  grantd man | man -l -
  grantd man > /usr/local/share/man/man1/grantd.1";
