//! Bytes to text: UTF-8 or UTF-16 when a mark or the bytes say so, else what French spreadsheets write.

use domain::{Error, Problem, Result};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How files begin that are no text: spreadsheets, archives, web pages and print files under the wrong name.
const FOREIGN: [&[u8]; 6] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"%PDF", b"\x1F\x8B", b"{\\rtf", b"\x89PNG"];

/// The text with `\n` between lines, and the name of its encoding.
///
/// # Errors
/// `Missing` when there is nothing in it, `Malformed` when it is no text.
pub fn read(bytes: Vec<u8>) -> Result<(String, &'static str)> {
    let malformed = || Error::invalid("file", Problem::Malformed);
    if FOREIGN.iter().any(|start| bytes.starts_with(start)) {
        return Err(malformed());
    }
    // The file may be large: it is not copied where it is text already, and gone before its lines are made.
    let (text, encoding) = match &bytes[..] {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (UTF_8.decode_without_bom_handling(rest).0.into_owned(), "UTF-8"),
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE.decode_without_bom_handling(rest).0.into_owned(), "UTF-16"),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE.decode_without_bom_handling(rest).0.into_owned(), "UTF-16"),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, "UTF-8"),
            Err(other) => {
                let bytes = other.into_bytes();
                (WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(), "Windows-1252")
            }
        },
    };
    if text.trim().is_empty() {
        return Err(Error::invalid("file", Problem::Missing));
    }
    let start: String = text.trim_start().chars().take(16).flat_map(char::to_lowercase).collect();
    let page = ["<!doctype", "<html", "<?xml", "<table"].iter().any(|tag| start.starts_with(tag));
    // A stray control sign comes with old exports; many of them, or a NUL, are another kind of file.
    let stray = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')).count();
    if page || text.contains('\0') || stray > 8 + text.len() / 500 {
        return Err(malformed());
    }
    let text = if text.contains('\r') { lines(&text) } else { text };
    Ok((text, encoding))
}

/// The text with `\n` between lines, whatever stood there.
fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\r') {
        out.push_str(line);
        out.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_alike_wherever_they_were_written() {
        for (written, read) in
            [("a\r\nb\r\n", "a\nb\n"), ("a\rb", "a\nb"), ("a\r\r\nb\r", "a\n\nb\n"), ("é\nb", "é\nb"), ("\r", "\n")]
        {
            assert_eq!(lines(written), read, "{written:?}");
        }
    }
}
