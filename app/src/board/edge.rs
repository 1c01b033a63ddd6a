//! Edges of the board and of its columns: they scroll under a card that comes near.

use leptos::prelude::*;

use super::gesture::{aim, hand};
use super::state::State;

/// The band along an edge that scrolls, and how many pixels a frame at most.
const EDGE: f64 = 56.0;
const FASTEST: f64 = 14.0;

/// While a card is near an edge, what is beyond the edge comes nearer: a little a frame, never faster than the eye.
pub fn scroll_at_edges(state: State) {
    request_animation_frame(move || {
        let Some((x, y)) = hand() else { return };
        let push = |at: f64, start: f64, end: f64| {
            let near = |gap: f64| ((EDGE - gap) / EDGE).clamp(0.0, 1.0) * FASTEST;
            near(end - at) - near(at - start)
        };
        let mut turned = false;
        if let Some(body) =
            document().element_from_point(x as f32, y as f32).and_then(|e| e.closest(".column-body").ok().flatten())
        {
            let rect = body.get_bounding_client_rect();
            let by = push(y, rect.top(), rect.bottom());
            if by != 0.0 {
                body.set_scroll_top(body.scroll_top() + by as i32);
                turned = true;
            }
        }
        // Over the strip only the strip runs, else the stages would flee from the finger.
        let under = document().element_from_point(x as f32, y as f32);
        let strip = under.and_then(|under| under.closest(".stage-strip").ok().flatten());
        if let Some(across) = strip.or_else(|| document().query_selector(".board").ok().flatten()) {
            let rect = across.get_bounding_client_rect();
            let by = push(x, rect.left(), rect.right());
            if by != 0.0 {
                across.set_scroll_left(across.scroll_left() + by as i32);
                turned = true;
            }
        }
        if turned {
            aim(state);
        }
        scroll_at_edges(state);
    });
}
