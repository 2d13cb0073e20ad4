//! The second step of the flow in several languages, filled with what one app needs: a code for tokens (RFC 6749 §4.1.3). A secret
//! stands in none of them: they take it from the environment.

use serde_json::Value;

/// What the snippets are filled with.
pub struct Exchange {
    /// The token endpoint.
    pub token_endpoint: String,
    /// The issuer.
    pub issuer: String,
    /// The app's `client_id`.
    pub client_id: String,
    /// Whether it has no secret.
    pub public: bool,
    /// The redirect URI of the authorization request.
    pub redirect_uri: String,
    /// The `code_verifier` that goes with it.
    pub verifier: String,
    /// The code, once it is there.
    pub code: Option<String>,
    /// The `state` of the authorization request.
    pub state: String,
}

/// One snippet.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The language and the library: names, the same in every language of the pages.
    pub title: &'static str,
    /// What to run.
    pub text: String,
}

/// All of them, the simplest first.
pub fn snippets(of: &Exchange) -> Vec<Snippet> {
    vec![
        Snippet { title: "curl", text: curl(of) },
        Snippet { title: "Python (requests-oauthlib)", text: requests_oauthlib(of) },
        Snippet { title: "Python (Authlib)", text: authlib(of) },
        Snippet { title: "JavaScript (fetch)", text: fetch(of) },
        Snippet { title: "JavaScript (openid-client)", text: openid_client(of) },
    ]
}

/// A text in the quotes of a shell.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A text as Python and JavaScript both write it.
fn literal(text: &str) -> String {
    Value::from(text).to_string()
}

impl Exchange {
    fn code(&self) -> &str {
        self.code.as_deref().unwrap_or("CODE")
    }
}

fn curl(of: &Exchange) -> String {
    let who = match of.public {
        true => format!("  --data-urlencode client_id={}", shell(&of.client_id)),
        false => format!("  -u {}:\"$CLIENT_SECRET\"", shell(&of.client_id)),
    };
    let lines = [
        format!("curl {}", shell(&of.token_endpoint)),
        who,
        "  -d grant_type=authorization_code".to_owned(),
        format!("  --data-urlencode code={}", shell(of.code())),
        format!("  --data-urlencode redirect_uri={}", shell(&of.redirect_uri)),
        format!("  --data-urlencode code_verifier={}", shell(&of.verifier)),
    ];
    lines.join(" \\\n")
}

fn requests_oauthlib(of: &Exchange) -> String {
    let who = match of.public {
        true => "    include_client_id=True,",
        false => "    client_secret=os.environ[\"CLIENT_SECRET\"],\n    include_client_id=True,",
    };
    format!(
        "import os\n\
         from requests_oauthlib import OAuth2Session\n\
         {insecure}\
         api = OAuth2Session({client_id}, redirect_uri={redirect_uri})\n\
         print(api.fetch_token(\n    \
             {endpoint},\n    \
             code={code},\n    \
             code_verifier={verifier},\n\
         {who}\n\
         ))",
        insecure = match of.token_endpoint.starts_with("https:") {
            true => "",
            false => "os.environ[\"OAUTHLIB_INSECURE_TRANSPORT\"] = \"1\"  # plain http, on this machine only\n",
        },
        client_id = literal(&of.client_id),
        redirect_uri = literal(&of.redirect_uri),
        endpoint = literal(&of.token_endpoint),
        code = literal(of.code()),
        verifier = literal(&of.verifier),
    )
}

fn authlib(of: &Exchange) -> String {
    let secret = match of.public {
        true => "token_endpoint_auth_method=\"none\"".to_owned(),
        false => "os.environ[\"CLIENT_SECRET\"]".to_owned(),
    };
    format!(
        "import os\n\
         from authlib.integrations.requests_client import OAuth2Session\n\
         api = OAuth2Session({client_id}, {secret}, redirect_uri={redirect_uri})\n\
         print(api.fetch_token({endpoint}, code={code}, code_verifier={verifier}))",
        client_id = literal(&of.client_id),
        redirect_uri = literal(&of.redirect_uri),
        endpoint = literal(&of.token_endpoint),
        code = literal(of.code()),
        verifier = literal(&of.verifier),
    )
}

fn fetch(of: &Exchange) -> String {
    let who = match of.public {
        true => "",
        false => "    client_secret: process.env.CLIENT_SECRET,\n",
    };
    format!(
        "const answer = await fetch({endpoint}, {{\n  \
           method: \"POST\",\n  \
           body: new URLSearchParams({{\n    \
             grant_type: \"authorization_code\",\n    \
             client_id: {client_id},\n\
         {who}    \
             code: {code},\n    \
             redirect_uri: {redirect_uri},\n    \
             code_verifier: {verifier},\n  \
           }}),\n\
         }});\n\
         console.log(await answer.json());",
        endpoint = literal(&of.token_endpoint),
        client_id = literal(&of.client_id),
        code = literal(of.code()),
        redirect_uri = literal(&of.redirect_uri),
        verifier = literal(&of.verifier),
    )
}

fn openid_client(of: &Exchange) -> String {
    let insecure = match of.issuer.starts_with("https:") {
        true => "",
        false => ", { algorithm: \"oauth2\", execute: [client.allowInsecureRequests] }",
    };
    let options = if insecure.is_empty() { ", { algorithm: \"oauth2\" }" } else { insecure };
    let who = match of.public {
        true => "undefined, client.None()",
        false => "process.env.CLIENT_SECRET, undefined",
    };
    // Where the browser would have come to.
    let came = arrival(of);
    format!(
        "import * as client from \"openid-client\";\n\
         const config = await client.discovery(\n  \
           new URL({issuer}), {client_id}, {who}{options},\n\
         );\n\
         console.log(await client.authorizationCodeGrant(config, new URL({came}), {{\n  \
           pkceCodeVerifier: {verifier}, expectedState: {state},\n\
         }}));",
        issuer = literal(&of.issuer),
        client_id = literal(&of.client_id),
        came = literal(&came),
        verifier = literal(&of.verifier),
        state = literal(&of.state),
    )
}

/// The address that the browser arrives at with the code.
fn arrival(of: &Exchange) -> String {
    let answer = [("code", of.code()), ("state", of.state.as_str()), ("iss", of.issuer.as_str())];
    crate::oauth::redirect_uri::with_parameters(&of.redirect_uri, &answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(public: bool) -> Exchange {
        Exchange {
            token_endpoint: "https://id.example/api/oauth/token".to_owned(),
            issuer: "https://id.example".to_owned(),
            client_id: "abc".to_owned(),
            public,
            redirect_uri: "https://a.example/it's?x=$HOME&y".to_owned(),
            verifier: "v".repeat(43),
            code: None,
            state: "s".repeat(24),
        }
    }

    #[test]
    fn what_a_shell_would_read_stands_in_quotes() {
        let text = curl(&exchange(false));
        assert!(text.contains("redirect_uri='https://a.example/it'\\''s?x=$HOME&y' \\\n"), "{text}");
        assert!(
            text.starts_with("curl 'https://id.example/api/oauth/token' \\\n  -u 'abc':\"$CLIENT_SECRET\" \\\n"),
            "{text}"
        );
        assert!(text.ends_with(&format!("code_verifier='{}'", "v".repeat(43))), "{text}");
    }

    #[test]
    fn a_public_app_sends_no_secret_and_the_code_stands_where_it_is_known() {
        for snippet in snippets(&Exchange { code: Some("grc_x".to_owned()), ..exchange(true) }) {
            assert!(!snippet.text.contains("SECRET") && snippet.text.contains("grc_x"), "{}", snippet.text);
        }
        for snippet in snippets(&exchange(false)) {
            assert!(snippet.text.contains("CLIENT_SECRET") && snippet.text.contains("CODE"), "{}", snippet.text);
        }
    }
}
