//! What may be sent: how much, how long it may take, and how many files at once.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Actor, Right};
use tokio::sync::Semaphore;

/// What a colleague sends by a call or a form holds at most this: a bulk of ten thousand records is a seventh of it.
const MOST: usize = 2 << 20;
/// What a visitor sends: a form of three fields.
const MOST_OUTSIDE: usize = 16 << 10;
/// So many files are on their way in at once, twenty megabytes of memory each; the next waits unread.
static FILES: Semaphore = Semaphore::const_new(4);
/// How long sending it may take.
const SENDING: Duration = Duration::from_secs(30);

/// Calls and forms are read here, as a whole, within bounds of size and time, when it is known who sends them. Files
/// have bounds of their own.
pub async fn bounded(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let actor = request.extensions().get::<Actor>();
    let files = [(app::route::IMPORT_FILE, Right::Import), (app::route::LOGO, Right::ManageSettings)];
    if let Some((_, right)) = files.into_iter().find(|(file, _)| *file == path) {
        // Who may not is told so before a large file is read.
        return match actor.is_some_and(|actor| actor.can(right)) {
            true => {
                // Held until it is answered; the semaphore is never closed.
                let _one = FILES.acquire().await;
                next.run(request).await
            }
            false => StatusCode::FORBIDDEN.into_response(),
        };
    }
    let inside = actor.is_some_and(|actor| actor.role.is_some());
    let most = if inside { MOST } else { MOST_OUTSIDE };
    let said =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|size| size > most) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(SENDING, axum::body::to_bytes(body, most)).await {
        Ok(Ok(whole)) => next.run(Request::from_parts(parts, whole.into())).await,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn files_come_in_four_at_a_time() {
        use tower::ServiceExt;
        let (entered, mut inside) = tokio::sync::mpsc::unbounded_channel();
        let done = std::sync::Arc::new(Semaphore::new(0));
        let handler = {
            let done = std::sync::Arc::clone(&done);
            move || async move {
                entered.send(()).unwrap();
                done.acquire().await.unwrap().forget();
            }
        };
        let app = axum::Router::new().fallback(handler).layer(axum::middleware::from_fn(bounded));
        let sent = (0..6).map(|_| {
            let request = Request::builder().method(Method::POST).uri(app::route::IMPORT_FILE);
            let request = request.extension(Actor::operator()).body(axum::body::Body::empty()).unwrap();
            tokio::spawn(app.clone().oneshot(request))
        });
        let sent: Vec<_> = sent.collect();
        for _ in 0..4 {
            inside.recv().await.unwrap();
        }
        // One thread: by now each of them was asked how far it is.
        tokio::task::yield_now().await;
        assert!(inside.try_recv().is_err(), "the fifth waits");
        done.add_permits(6);
        for one in sent {
            assert_eq!(one.await.unwrap().unwrap().status(), StatusCode::OK);
        }
    }
}
