//! How often somebody may try to sign in: counted by the address that asks and by the account it names. Calendars have
//! a measure of their own, so that a room full of telephones locks nobody out.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use governor::clock::{Clock, DefaultClock, QuantaInstant};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// More keys than this are looked through for those long past, so that a flood of names cannot fill the memory.
const MOST_KEYS: usize = 10_000;

/// So many codes of a second factor may be tried at once, and then one every two minutes: three of a million are right
/// at any time, so whoever knows the password has to try for months.
const CODES: NonZeroU32 = match NonZeroU32::new(10) {
    Some(ten) => ten,
    None => NonZeroU32::MIN,
};

/// The attempts that one server counts.
pub struct Attempts {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    by_account: DefaultKeyedRateLimiter<String>,
    calendars: DefaultKeyedRateLimiter<IpAddr>,
    codes: DefaultKeyedRateLimiter<String>,
    /// From where which account was signed in to, since the server started.
    known: Mutex<HashSet<(IpAddr, String)>>,
    proxies: Vec<IpAddr>,
}

/// What one asker has: of the newer addresses everybody is given a whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        older => older,
    }
}

impl Attempts {
    /// Twenty from one address and then one every three seconds; ten for one account and then one every ten.
    /// What one of `proxies` says about who asks is believed.
    #[must_use]
    pub fn new(proxies: Vec<IpAddr>) -> Self {
        let per_minute = |number: u32, burst: u32| {
            let times = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
            Quota::per_minute(times(number)).allow_burst(times(burst))
        };
        Self {
            by_address: RateLimiter::keyed(per_minute(20, 20)),
            by_account: RateLimiter::keyed(per_minute(6, 10)),
            calendars: RateLimiter::keyed(per_minute(60, 120)),
            codes: RateLimiter::keyed(
                Quota::with_period(Duration::from_secs(120)).unwrap_or(per_minute(1, 1)).allow_burst(CODES),
            ),
            known: Mutex::default(),
            proxies,
        }
    }

    /// Whoever knows the password from there: strangers who try the same account lock him out no more.
    pub fn know(&self, asker: Option<IpAddr>, account: &str) {
        let (Some(asker), Ok(mut known)) = (asker, self.known.lock()) else { return };
        if known.len() >= MOST_KEYS {
            known.clear();
        }
        known.insert((network(asker), domain::text::fold(account)));
    }

    /// Whether whoever asks from there was let in to that account before.
    #[must_use]
    pub fn knows(&self, asker: Option<IpAddr>, account: &str) -> bool {
        let Some(asker) = asker else { return false };
        self.known.lock().is_ok_and(|known| known.contains(&(network(asker), domain::text::fold(account))))
    }

    /// Counts an attempt, before anything is compared.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn count(&self, asker: Option<IpAddr>, account: &str) -> domain::Result<()> {
        if self.by_account.len() > MOST_KEYS {
            self.by_account.retain_recent();
        }
        if self.by_address.len() > MOST_KEYS {
            self.by_address.retain_recent();
        }
        if let Some(asker) = asker {
            self.by_address.check_key(&network(asker)).map_err(refused)?;
        }
        let account = domain::text::fold(account);
        // His own address has its measure already.
        if self.knows(asker, &account) {
            return Ok(());
        }
        self.by_account.check_key(&account).map_err(refused)
    }

    /// Counts a code of a second factor, before it is compared. Who signed in from there before has a measure of his
    /// own, which strangers who know the password do not use up.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn count_code(&self, asker: Option<IpAddr>, account: &str) -> domain::Result<()> {
        if self.codes.len() > MOST_KEYS {
            self.codes.retain_recent();
        }
        if let Some(asker) = asker {
            self.by_address.check_key(&network(asker)).map_err(refused)?;
        }
        let account = domain::text::fold(account);
        let known = asker.filter(|_| self.knows(asker, &account)).map(network);
        let key = known.map_or_else(|| account.clone(), |from| format!("{account} {from}"));
        self.codes.check_key(&key).map_err(refused)
    }

    /// Counts a calendar that is read: a hundred and twenty from one address and then one a second.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn count_calendar(&self, asker: Option<IpAddr>) -> domain::Result<()> {
        if self.calendars.len() > MOST_KEYS {
            self.calendars.retain_recent();
        }
        let Some(asker) = asker else { return Ok(()) };
        self.calendars.check_key(&network(asker)).map_err(refused)
    }

    /// Who asks: the peer, or where it is a proxy the last one in `X-Forwarded-For` that is none. What stands
    /// before that was written by the asker himself.
    #[must_use]
    pub fn asker(&self, peer: Option<&ConnectInfo<SocketAddr>>, headers: &HeaderMap) -> Option<IpAddr> {
        let peer = peer?.0.ip().to_canonical();
        if !self.proxies.contains(&peer) {
            return Some(peer);
        }
        // Bytes, because the asker may have sent some that are no text before what the proxy wrote.
        let named =
            headers.get_all("x-forwarded-for").iter().rev().flat_map(|line| line.as_bytes().rsplit(|b| *b == b','));
        let read = |address: &[u8]| std::str::from_utf8(address).ok()?.trim().parse::<IpAddr>().ok();
        let mut chain = named.map_while(read).map(|address| address.to_canonical());
        Some(chain.find(|address| !self.proxies.contains(address)).unwrap_or(peer))
    }
}

fn refused(until: governor::NotUntil<QuantaInstant>) -> domain::Error {
    let wait = until.wait_time_from(DefaultClock::default().now());
    domain::Error::TooMany { seconds: u32::try_from(wait.as_secs() + 1).unwrap_or(60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(peer: &str, forwarded: &[&'static str]) -> String {
        let attempts = Attempts::new(vec!["127.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()]);
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let peer = ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 9));
        attempts.asker(Some(&peer), &headers).unwrap().to_string()
    }

    #[test]
    fn only_a_proxy_says_who_asks_and_only_its_own_word_counts() {
        assert_eq!(asker("192.0.2.7", &["198.51.100.1"]), "192.0.2.7", "not a proxy");
        assert_eq!(asker("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(
            asker("::ffff:127.0.0.1", &["192.0.2.7"]),
            "192.0.2.7",
            "the same address on a socket of both kinds"
        );
        assert_eq!(asker("127.0.0.1", &["1.1.1.1, 192.0.2.7"]), "192.0.2.7", "the first was sent by the asker");
        assert_eq!(asker("127.0.0.1", &["1.1.1.1", "192.0.2.7, 10.0.0.2"]), "192.0.2.7", "two proxies, two lines");
        assert_eq!(
            asker("127.0.0.1", &["::ffff:192.0.2.7"]),
            "192.0.2.7",
            "as a proxy on a socket of both kinds writes it"
        );
        assert_eq!(asker("127.0.0.1", &["192.0.2.7, unknown"]), "127.0.0.1", "what is no address hides the rest");
    }

    #[test]
    fn an_address_and_an_account_have_a_measure_of_their_own() {
        let attempts = Attempts::new(Vec::new());
        let from = |last: u8| Some(IpAddr::from([192, 0, 2, last]));
        for at in 0..20 {
            attempts.count(from(1), &format!("a{at}@exemple.fr")).unwrap();
        }
        assert!(matches!(attempts.count(from(1), "b@exemple.fr"), Err(domain::Error::TooMany { .. })));
        for at in 0..10 {
            attempts.count(from(10 + at), "Ana@exemple.fr").unwrap();
        }
        assert!(matches!(attempts.count(from(30), "ana@exemple.fr"), Err(domain::Error::TooMany { .. })));
        attempts.count(from(30), "c@exemple.fr").unwrap();
        attempts.know(from(40), "ana@exemple.fr");
        attempts.count(from(40), "Ana@exemple.fr").unwrap();
    }

    #[test]
    fn codes_are_few_and_strangers_use_up_nobody_elses() {
        let attempts = Attempts::new(Vec::new());
        let from = |last: u8| Some(IpAddr::from([192, 0, 2, last]));
        attempts.know(from(99), "ana@exemple.fr");
        for at in 0..10 {
            attempts.count_code(from(at), "Ana@exemple.fr").unwrap();
        }
        assert!(matches!(
            attempts.count_code(from(20), "ana@exemple.fr"),
            Err(domain::Error::TooMany { seconds: 60.. })
        ));
        attempts.count_code(from(99), "ana@exemple.fr").unwrap();
        attempts.count_code(from(20), "leo@exemple.fr").unwrap();
    }

    #[test]
    fn a_house_of_newer_addresses_is_one_asker() {
        let attempts = Attempts::new(Vec::new());
        let from = |last: u16| Some(IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]));
        for at in 0..20 {
            attempts.count(from(at), &format!("a{at}@exemple.fr")).unwrap();
        }
        assert!(attempts.count(from(99), "b@exemple.fr").is_err());
        attempts.count(Some(IpAddr::from([0x2001, 0xdb8, 0, 2, 0, 0, 0, 1])), "b@exemple.fr").unwrap();
    }

    #[test]
    fn calendars_are_counted_apart() {
        let attempts = Attempts::new(Vec::new());
        let asker = Some(IpAddr::from([192, 0, 2, 1]));
        for _ in 0..120 {
            attempts.count_calendar(asker).unwrap();
        }
        assert!(matches!(attempts.count_calendar(asker), Err(domain::Error::TooMany { .. })));
        attempts.count(asker, "ana@exemple.fr").unwrap();
        attempts.count_calendar(Some(IpAddr::from([192, 0, 2, 2]))).unwrap();
    }
}
