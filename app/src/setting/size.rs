//! Sizes of files, as people say them.

/// Bytes as people say them: « 4,2 Mo ».
pub(super) fn size(bytes: u64, french: bool) -> String {
    let units = if french { ["o", "ko", "Mo", "Go"] } else { ["B", "kB", "MB", "GB"] };
    let (mut tenths, mut unit) = (bytes.saturating_mul(10), 0);
    while tenths >= 10_000 && unit < 3 {
        tenths = tenths.div_ceil(1000);
        unit += 1;
    }
    let point = if french { ',' } else { '.' };
    let number = match (unit, tenths % 10) {
        (0, _) | (_, 0) => (tenths / 10).to_string(),
        (_, tenth) => format!("{}{point}{tenth}", tenths / 10),
    };
    format!("{number}\u{a0}{}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_said_with_three_figures() {
        for (bytes, said) in [
            (0, "0\u{a0}o"),
            (999, "999\u{a0}o"),
            (1_000, "1\u{a0}ko"),
            (1_234, "1,3\u{a0}ko"),
            (999_900, "999,9\u{a0}ko"),
            (4_200_000, "4,2\u{a0}Mo"),
            (12_000_000_000, "12\u{a0}Go"),
        ] {
            assert_eq!(size(bytes, true), said);
        }
        assert_eq!(size(4_200_000, false), "4.2\u{a0}MB");
    }
}
