//! Password hashes: argon2id, off the async threads, a few at a time.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use domain::Error;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Hashing takes 19 MiB each time: two at once keep the memory flat under a storm of sign-ins.
static ROOM: Semaphore = Semaphore::const_new(2);

/// So many strangers wait for that room, which is under a second; the next is sent away at once. A storm from all over
/// the world would fill the memory with those who wait, and whoever knows the password would wait behind them.
const MOST_STRANGERS: usize = 40;
static STRANGERS: Semaphore = Semaphore::const_new(MOST_STRANGERS);

/// A hash that nobody's password has, compared with when the account is unknown, so that the answer takes as long.
static DECOY: LazyLock<String> = LazyLock::new(|| hash_now("nobody's password").unwrap_or_default());

/// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
fn argon() -> Argon2<'static> {
    Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::default())
}

fn hash_now(password: &str) -> Option<String> {
    argon().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// What the comparison found.
pub struct Verdict {
    /// Whether the password is right.
    pub right: bool,
    /// The hash was made with weaker settings than today's and shall be replaced.
    pub rehash: bool,
}

/// A stranger's place among those who wait, held until the comparison is made.
///
/// # Errors
/// `TooMany` when there are too many already.
pub fn place() -> Result<SemaphorePermit<'static>, Error> {
    place_among(&STRANGERS)
}

fn place_among(strangers: &Semaphore) -> Result<SemaphorePermit<'_>, Error> {
    strangers.try_acquire().map_err(|_| Error::TooMany { seconds: 5 })
}

/// Hashes a password.
///
/// # Errors
/// `Internal` when the machine has no room for it.
pub async fn hash(password: String) -> Result<String, Error> {
    let _room = ROOM.acquire().await.map_err(|_| Error::Internal)?;
    let hashed = tokio::task::spawn_blocking(move || hash_now(&password)).await;
    hashed.ok().flatten().ok_or(Error::Internal)
}

/// Compares a password with a hash, or with a decoy when there is none.
///
/// # Errors
/// `Internal` when the machine has no room for it.
pub async fn verify(password: String, hash: Option<String>) -> Result<Verdict, Error> {
    let _room = ROOM.acquire().await.map_err(|_| Error::Internal)?;
    let compare = move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| DECOY.clone());
        let Ok(parsed) = PasswordHash::new(&text) else { return Verdict { right: false, rehash: false } };
        let right = argon().verify_password(password.as_bytes(), &parsed).is_ok() && known;
        let today = Params::default();
        let same =
            Params::try_from(&parsed).is_ok_and(|p| p.m_cost() >= today.m_cost() && p.t_cost() >= today.t_cost());
        Verdict { right, rehash: right && !same }
    };
    tokio::task::spawn_blocking(compare).await.map_err(|_| Error::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_when_all_places_are_taken_is_sent_away() {
        let strangers = Semaphore::new(2);
        let first = place_among(&strangers).unwrap();
        let _second = place_among(&strangers).unwrap();
        assert!(matches!(place_among(&strangers), Err(Error::TooMany { .. })));
        drop(first);
        drop(place_among(&strangers).unwrap());
    }

    #[tokio::test]
    async fn only_the_right_password_passes_and_weak_hashes_are_replaced() {
        let strong = hash("cheval agrafe pile".into()).await.unwrap();
        let right = verify("cheval agrafe pile".into(), Some(strong.clone())).await.unwrap();
        assert!(right.right && !right.rehash);
        assert!(!verify("autre".into(), Some(strong)).await.unwrap().right);
        assert!(!verify("nobody's password".into(), None).await.unwrap().right);
        let weak =
            Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let weak = weak.hash_password(b"cheval").unwrap().to_string();
        let verdict = verify("cheval".into(), Some(weak)).await.unwrap();
        assert!(verdict.right && verdict.rehash);
    }
}
