//! Authorization server metadata (RFC 8414): where everything is and what is supported.

use serde::Serialize;

use crate::ctx::Ctx;
use crate::store::records::ClientNumber;

/// The path of the authorization endpoint.
pub const AUTHORIZATION_PATH: &str = "/profile/apps/authorize";
/// The path of the token endpoint.
pub const TOKEN_PATH: &str = "/api/oauth/token";
/// The path of the revocation endpoint.
pub const REVOCATION_PATH: &str = "/api/oauth/revoke";
/// The path of the introspection endpoint.
pub const INTROSPECTION_PATH: &str = "/api/oauth/introspect";
/// The path of this document.
pub const METADATA_PATH: &str = "/.well-known/oauth-authorization-server";

/// The page on which the owner of an app tries it, as a redirect URI.
pub fn try_page(ctx: &Ctx, number: ClientNumber) -> String {
    format!("{}/profile/apps/{}/try", ctx.issuer, number.0)
}

/// The document (RFC 8414 §2).
#[derive(Debug, Serialize)]
pub struct Metadata<'a> {
    issuer: &'a str,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: String,
    introspection_endpoint: String,
    scopes_supported: Vec<&'a str>,
    response_types_supported: [&'static str; 1],
    response_modes_supported: [&'static str; 1],
    grant_types_supported: [&'static str; 2],
    token_endpoint_auth_methods_supported: [&'static str; 3],
    revocation_endpoint_auth_methods_supported: [&'static str; 3],
    introspection_endpoint_auth_methods_supported: [&'static str; 2],
    code_challenge_methods_supported: [&'static str; 1],
    authorization_response_iss_parameter_supported: bool,
}

/// Describes this server.
pub fn metadata(ctx: &Ctx) -> Metadata<'_> {
    let at = |path: &str| format!("{}{path}", ctx.issuer);
    Metadata {
        issuer: &ctx.issuer,
        authorization_endpoint: at(AUTHORIZATION_PATH),
        token_endpoint: at(TOKEN_PATH),
        revocation_endpoint: at(REVOCATION_PATH),
        introspection_endpoint: at(INTROSPECTION_PATH),
        scopes_supported: ctx.config.scopes.iter().map(|scope| scope.name.as_str()).collect(),
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
        revocation_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
        introspection_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
    }
}
