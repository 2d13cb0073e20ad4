//! Who may have how many connections. All share `max_connections`; one address has `max_connections_per_address` of them, so
//! that it cannot keep everybody else out, and a /48 of IPv6, which one customer may have whole, twice as many. Proxies, Unix
//! sockets and this machine itself stand for many people and are not counted.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ipnet::IpNet;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config;
use crate::limits::Network;
use crate::metrics::Open;

/// A site of IPv6 has the share of so many addresses.
const SITE: usize = 2;

/// How many connections each address has. It holds no more addresses than there are connections, and as many sites.
pub struct Crowd {
    most: usize,
    proxies: Vec<IpNet>,
    here: Mutex<HashMap<Whose, usize>>,
}

/// Who has a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Network(Network),
    /// The first 48 bits.
    Site(Ipv6Addr),
}

/// Whose share a connection from `address` is taken from.
fn shares(address: IpAddr) -> impl Iterator<Item = Whose> {
    let site = match address {
        IpAddr::V6(address) => Some(Whose::Site(Ipv6Addr::from_bits(address.to_bits() >> 80 << 80))),
        IpAddr::V4(_) => None,
    };
    [Whose::Network(address.into())].into_iter().chain(site)
}

/// A connection's place among those that may be open at once, given back when it is dropped.
pub struct Place {
    permit: OwnedSemaphorePermit,
    _open: Open,
    counted: Option<(Arc<Crowd>, IpAddr)>,
}

impl Crowd {
    /// Nobody is there yet.
    pub fn new(server: &config::Server) -> Self {
        let (most, proxies) = (server.max_connections_per_address, server.trusted_proxies.clone());
        Self { most, proxies, here: Mutex::default() }
    }

    /// A place for one more connection of `address`; `None` when it has as many as it may.
    pub fn admit(self: &Arc<Self>, permit: OwnedSemaphorePermit, open: Open, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        if self.most == 0 || is_this_machine(address) || self.proxies.iter().any(|network| network.contains(&address)) {
            return Some(Place::uncounted(permit, open));
        }
        let mut here = self.lock();
        let full = |whose| here.get(&whose).is_some_and(|own| *own >= self.most_of(whose));
        if shares(address).any(full) {
            return None;
        }
        shares(address).for_each(|whose| *here.entry(whose).or_default() += 1);
        Some(Place { permit, _open: open, counted: Some((Arc::clone(self), address)) })
    }

    fn most_of(&self, whose: Whose) -> usize {
        match whose {
            Whose::Network(_) => self.most,
            Whose::Site(_) => self.most.saturating_mul(SITE),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Whose, usize>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an address is the one that programs on this machine have, if they do not choose another. It may be a proxy that
/// nobody has named in `trusted_proxies`, and so all people.
fn is_this_machine(address: IpAddr) -> bool {
    address == Ipv4Addr::LOCALHOST || address == Ipv6Addr::LOCALHOST
}

impl Place {
    /// A place for somebody who is not counted.
    pub fn uncounted(permit: OwnedSemaphorePermit, open: Open) -> Self {
        Self { permit, _open: open, counted: None }
    }

    /// The places that nobody has taken.
    pub fn free(&self) -> Arc<Semaphore> {
        Arc::clone(self.permit.semaphore())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((crowd, address)) = self.counted.take() else { return };
        let mut here = crowd.lock();
        for whose in shares(address) {
            if let Some(own) = here.get_mut(&whose) {
                *own -= 1;
                if *own == 0 {
                    here.remove(&whose);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Connections;

    #[test]
    fn a_site_of_ipv6_has_the_share_of_two_addresses_however_many_it_has() {
        let server = config::Server { max_connections_per_address: 2, ..config::Server::default() };
        let crowd = Arc::new(Crowd::new(&server));
        let free = Arc::new(Semaphore::new(14));
        let connections = Arc::<Connections>::default();
        let admit = |address: &str| {
            crowd.admit(Arc::clone(&free).try_acquire_owned().unwrap(), connections.begin(), address.parse().unwrap())
        };
        let mut site: Vec<_> = (1..5).map(|network| admit(&format!("2001:db8:1:{network}::1")).unwrap()).collect();
        assert!(admit("2001:db8:1:9::1").is_none());
        let other = admit("2001:db8:2:9::1").unwrap();
        site.pop();
        let last = admit("2001:db8:1:9::1").unwrap();
        drop((site, other, last));
        assert!(crowd.lock().is_empty());
    }

    #[test]
    fn an_address_has_its_share_and_a_proxy_as_many_as_it_likes() {
        let server = config::Server {
            max_connections_per_address: 2,
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            ..config::Server::default()
        };
        let crowd = Arc::new(Crowd::new(&server));
        let free = Arc::new(Semaphore::new(14));
        let connections = Arc::<Connections>::default();
        let admit = |address: &str| {
            crowd.admit(Arc::clone(&free).try_acquire_owned().unwrap(), connections.begin(), address.parse().unwrap())
        };
        let first = admit("192.0.2.1");
        let _second = admit("::ffff:192.0.2.1").unwrap();
        assert!(admit("192.0.2.1").is_none());
        let _other = admit("192.0.2.2").unwrap();
        let _here = ["127.0.0.1", "127.0.0.1", "127.0.0.1", "::1"].map(|here| admit(here).unwrap());
        let _proxy = ["10.1.1.1"; 3].map(|proxy| admit(proxy).unwrap());
        let _network = ["2001:db8::1", "2001:db8::2"].map(|host| admit(host).unwrap());
        assert!(admit("2001:db8::3").is_none());
        drop(first);
        assert!(admit("192.0.2.1").is_some_and(|place| place.free().available_permits() == 2));
        assert_eq!(free.available_permits(), 3, "who is sent away takes no place");
        drop((_second, _other, _network));
        assert!(crowd.lock().is_empty());
    }
}
