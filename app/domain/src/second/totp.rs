//! Codes that follow the clock: RFC 6238 over HMAC-SHA-1, six digits, thirty seconds, as every application has it.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::Instant;

/// The bytes of a secret: as many as the hash has.
pub const BYTES: usize = 20;
/// How long a code lasts, in milliseconds.
const STEP: i64 = 30_000;
/// So many steps before and after are right as well: clocks differ, and typing takes time.
const DRIFT: u64 = 1;

/// A secret as it is kept and shown.
#[must_use]
pub fn encode(secret: &[u8; BYTES]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// The step that holds a moment.
#[must_use]
pub fn step(at: Instant) -> u64 {
    u64::try_from(at.0.div_euclid(STEP)).unwrap_or_default()
}

/// The code of a step.
#[must_use]
pub fn code(secret: &[u8], step: u64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let tag: [u8; 20] = mac.finalize().into_bytes().into();
    let at = usize::from(tag[19] & 15);
    let four: [u8; 4] = tag.get(at..at + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code was typed, if that is a present one and later than the last that was used. The code of every step
/// is made and compared, as one number, whatever was found before.
#[must_use]
pub fn proved(secret: &str, typed: &str, now: Instant, last: Option<u64>) -> Option<u64> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let typed: u32 = super::digits(typed)?.parse().ok()?;
    let present = step(now);
    let mut found = None;
    for step in present.saturating_sub(DRIFT)..=present + DRIFT {
        let right = code(&secret, step)? ^ typed == 0;
        if right & last.is_none_or(|last| step > last) {
            found = Some(step);
        }
    }
    found
}

/// What an application shows at a moment: for tests, which have no telephone.
#[must_use]
pub fn shown(secret: &str, at: Instant) -> Option<String> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    code(&secret, step(at)).map(|code| format!("{code:06}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RFC: &[u8; BYTES] = b"12345678901234567890";

    #[test]
    fn the_examples_of_the_standard_hold() {
        // RFC 6238, appendix B, the last six of eight digits.
        for (second, shown) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000_i64, 353_130),
        ] {
            assert_eq!(code(RFC, step(Instant(second * 1000))), Some(shown), "{second}");
        }
        assert_eq!(encode(RFC), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    proptest! {
        #[test]
        fn a_code_holds_one_step_around_its_own_and_once(secret: [u8; BYTES], at in 60_000_i64..4_102_444_800_000) {
            let (secret, now) = (encode(&secret), Instant(at));
            let typed = shown(&secret, now).unwrap();
            let used = proved(&secret, &typed, now, None);
            prop_assert!(used.is_some());
            prop_assert_eq!(proved(&secret, &typed, now, Some(step(now) + DRIFT)), None, "used up");
            for near in [-STEP, STEP] {
                prop_assert!(proved(&secret, &typed, Instant(at + near), None).is_some());
            }
            // Another step may have the same six digits, once in a million.
            let others: Vec<_> = (2..5).filter_map(|far| shown(&secret, Instant(at + far * STEP))).collect();
            if !others.contains(&typed) {
                prop_assert_eq!(proved(&secret, &typed, Instant(at + 3 * STEP), None), None);
            }
        }

        #[test]
        fn anything_may_be_typed(secret: String, typed: String, at: i64) {
            prop_assert!(proved(&secret, &typed, Instant(at), None).is_none() || super::super::digits(&typed).is_some());
        }
    }
}
