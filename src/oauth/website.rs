//! The website of an app, as far as it tells people anything about the app.

use url::Url;

use super::redirect_uri::{Destination, destination};
use crate::ctx::Ctx;
use crate::store::records::Client;

/// The website of an app. `None` where what is registered is none that people could look at: an address of somebody's own
/// computer, or this server's own, unless all redirect URIs of the app are on it.
pub fn of<'c>(ctx: &Ctx, client: &'c Client) -> Option<&'c str> {
    host(ctx, client).map(|_| client.website.as_str())
}

/// The host of that website.
pub fn host(ctx: &Ctx, client: &Client) -> Option<String> {
    match destination(&client.website) {
        Destination::Site(host) => {
            let here = is_on(&ctx.issuer, &host);
            (!here || client.redirect_uris.iter().all(|uri| is_on(uri, &host))).then_some(host)
        }
        Destination::ThisComputer => None,
        // It was not registered here.
        Destination::PrivateScheme(_) => Some(client.website.clone()).filter(|address| !address.is_empty()),
    }
}

/// Whether an address is of a host. The dot of the root at the end of a name makes it no other one.
fn is_on(address: &str, host: &str) -> bool {
    let bare = |host: &str| host.trim_end_matches('.').to_owned();
    matches!(destination(address), Destination::Site(own) if bare(&own) == bare(host))
}

/// The website that goes without saying: the site of the first redirect URI over https, or else of one on the person's own
/// computer, which is what those have who develop an app.
pub fn implied(redirect_uris: &[String]) -> Option<String> {
    let of_scheme = |scheme: &'static str| {
        let urls = redirect_uris.iter().filter_map(|uri| Url::parse(uri).ok());
        urls.filter(move |url| url.scheme() == scheme).map(|url| url.origin().ascii_serialization()).next()
    };
    of_scheme("https").or_else(|| of_scheme("http"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::store::records::{ClientType, Role};
    use crate::testing;

    #[tokio::test]
    async fn what_tells_nothing_of_an_app_is_no_website_of_it() {
        let (ctx, _hand) = testing::core(Config::default());
        let ctx = Ctx { issuer: "https://id.example".into(), ..ctx };
        let owner = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, _) = testing::add_app(&ctx, owner, ClientType::Public, "profile:read").await;
        for (website, redirect_uri, shown) in [
            ("https://app.example/about", "com.example.app:/cb", Some("app.example")),
            ("http://localhost:5000", "http://localhost:5000/cb", None),
            ("http://127.0.0.1", "http://127.0.0.1/cb", None),
            ("https://[::1]:8443/", "https://app.example/cb", None),
            ("https://id.example", "com.example.app:/cb", None),
            ("https://id.example/maps", "https://id.example.evil.example/cb", None),
            ("https://id.example/maps", "https://id.example/maps/cb", Some("id.example")),
            ("https://id.example./", "https://evil.example/cb", None),
            ("", "com.example.app:/cb", None),
        ] {
            let mut client = app.client.clone();
            (client.website, client.redirect_uris) = (website.to_owned(), vec![redirect_uri.to_owned()]);
            assert_eq!(host(&ctx, &client).as_deref(), shown, "{website} with {redirect_uri}");
            assert_eq!(of(&ctx, &client), shown.map(|_| website), "{website} with {redirect_uri}");
        }
    }

    #[tokio::test]
    async fn one_redirect_uri_here_does_not_speak_for_another_one_elsewhere() {
        let (ctx, _hand) = testing::core(Config::default());
        let ctx = Ctx { issuer: "https://id.example".into(), ..ctx };
        let owner = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, _) = testing::add_app(&ctx, owner, ClientType::Public, "profile:read").await;
        let redirect_uris = ["https://id.example/x", "https://evil.example/cb"].map(str::to_owned).to_vec();
        let client = Client { website: "https://id.example".to_owned(), redirect_uris, ..app.client };
        assert_eq!(host(&ctx, &client), None);
    }

    #[test]
    fn the_site_of_a_redirect_uri_goes_without_saying() {
        for (redirect_uris, website) in [
            (&["https://app.example/cb"][..], Some("https://app.example")),
            (&["com.example.app:/cb", "http://localhost:5000/cb", "https://app.example:8443/cb"], {
                Some("https://app.example:8443")
            }),
            (&["com.example.app:/cb", "http://localhost:5000/cb"], Some("http://localhost:5000")),
            (&["http://[::1]/cb"], Some("http://[::1]")),
            (&["com.example.app:/cb"], None),
            (&["com.example.app://oauth"], None),
            (&["no address"], None),
        ] {
            let redirect_uris: Vec<_> = redirect_uris.iter().map(|uri| (*uri).to_owned()).collect();
            assert_eq!(implied(&redirect_uris).as_deref(), website, "{redirect_uris:?}");
        }
    }
}
