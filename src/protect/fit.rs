//! Whether routes and upstreams have anything to do with one another.

use super::upstreams::is_reserved;
use crate::config::{Config, Route, Upstream};

/// Whether the route is one that some upstream serves, or grantd's own. For one that none serves only a proxy that asks
/// `/forward-auth` has a use.
pub fn is_served(config: &Config, route: &Route) -> bool {
    is_reserved(route.path.as_str()) || config.upstreams.iter().any(|upstream| serves(upstream, route))
}

/// Whether some route opens the upstream; otherwise every request to it is refused.
pub fn is_open(config: &Config, upstream: &Upstream) -> bool {
    let own = |route: &Route| is_reserved(route.path.as_str());
    let opens = |route: &Route| serves(upstream, route) && !is_elsewhere(config, upstream, route);
    config.routes.iter().any(|route| !own(route) && opens(route))
}

fn serves(upstream: &Upstream, route: &Route) -> bool {
    upstream.path.may_hold(&route.path)
}

/// Whether all requests of the route are for another upstream, whose path is longer.
fn is_elsewhere(config: &Config, upstream: &Upstream, route: &Route) -> bool {
    let longer = |other: &Upstream| other.path.segments().len() > upstream.path.segments().len();
    let whole = |other: &Upstream| route.path.segments().starts_with(other.path.segments());
    config.upstreams.iter().any(|other| longer(other) && whole(other))
}
