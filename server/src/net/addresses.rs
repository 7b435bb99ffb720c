//! How many connections each address has open.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use super::ConnectionLimits;

/// Open connections by address; clones share them.
#[derive(Clone, Default)]
pub(super) struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// The place of one connection, given back when dropped. Connections of trusted proxies hold none.
pub(super) struct Held(Option<(Addresses, IpAddr)>);

impl Addresses {
    /// Takes a place; `None` where the address has as many as it may.
    pub fn enter(&self, peer: IpAddr, limits: &ConnectionLimits) -> Option<Held> {
        if limits.trusted.contains(&peer.to_canonical()) {
            return Some(Held(None));
        }
        let network = network(peer);
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(network).or_default();
        if *count >= limits.per_address {
            return None;
        }
        *count = count.saturating_add(1);
        drop(open);
        Some(Held(Some((self.clone(), network))))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some((addresses, network)) = &self.0 else { return };
        let mut open = addresses.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(network) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(network);
            }
        }
    }
}

/// The address itself, or the 64 bits of an IPv6 network, whose other 64 its owner chooses at will.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::Duration;

    use super::{Addresses, ConnectionLimits};

    #[test]
    fn each_address_has_so_many_places_and_gets_them_back() {
        let proxy: IpAddr = "10.0.0.2".parse().unwrap();
        let limits = ConnectionLimits {
            total: 10,
            per_address: 2,
            head: Duration::ZERO,
            write: Duration::ZERO,
            trusted: [proxy].into(),
        };
        let addresses = Addresses::default();
        let enter = |text: &str| addresses.enter(text.parse().unwrap(), &limits);
        let held = (enter("203.0.113.9").unwrap(), enter("::ffff:203.0.113.9").unwrap());
        assert!(enter("203.0.113.9").is_none() && enter("203.0.113.10").is_some());
        drop(held);
        assert!(enter("203.0.113.9").is_some());
        let _one_network = (enter("2001:db8::1").unwrap(), enter("2001:db8::2").unwrap());
        assert!(enter("2001:db8::3").is_none() && enter("2001:db8:0:1::3").is_some());
        let proxied: Vec<_> = (0..5).map(|_| enter("10.0.0.2")).collect();
        assert!(proxied.iter().all(Option::is_some));
        drop(proxied);
        assert_eq!(addresses.0.lock().unwrap().len(), 1, "who has none open is forgotten");
    }
}
