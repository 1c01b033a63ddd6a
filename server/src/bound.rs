//! What may be sent: how much, how long it may take, and how many files at once.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Actor, Right};
use futures::StreamExt;
use tokio::sync::Semaphore;

/// What a colleague sends by a call or a form holds at most this: a bulk of ten thousand records is a seventh of it.
const MOST: usize = 2 << 20;
/// What a visitor sends: a form of three fields.
const MOST_OUTSIDE: usize = 16 << 10;
/// An address is at most this long: a page of a list names its own in every line.
const MOST_ADDRESS: usize = 8 << 10;
/// The lines of a head together: far more than a browser sends of itself.
const MOST_HEAD: usize = 32 << 10;
/// So many files are on their way in at once, twenty megabytes of memory each, forty where its length is not said; the next waits unread.
const MOST_FILES: usize = 2;
static FILES: Semaphore = Semaphore::const_new(MOST_FILES);
/// How long sending it may take.
const SENDING: Duration = Duration::from_secs(30);

/// What is short is here as a whole before anything is done for it, or not at all: a request on its way through all
/// layers takes two hundred kilobytes, which thousands who send a byte now and then would hold.
pub async fn arrived(request: Request, next: Next) -> Response {
    if let Some(refusal) = head_refused(&request) {
        return refusal.into_response();
    }
    let said = length(&request);
    // Of what is long, most is refused further in for what it says of itself; the rest is read there.
    if matches!(*request.method(), Method::GET | Method::HEAD) || said.is_some_and(|size| size > MOST_OUTSIDE) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(SENDING, begun(body)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(parts, body)).await,
        Ok(Err(_)) => StatusCode::BAD_REQUEST.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

fn head_refused(request: &Request) -> Option<StatusCode> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    let lines: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    match (address > MOST_ADDRESS, lines > MOST_HEAD) {
        (true, _) => Some(StatusCode::URI_TOO_LONG),
        (_, true) => Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
        _ => None,
    }
}

/// The whole of a short body; of a long one whose length was not said, what came so far and then the rest.
async fn begun(body: Body) -> Result<Body, axum::Error> {
    let mut rest = body.into_data_stream();
    let mut first = Vec::new();
    while let Some(part) = rest.next().await {
        first.extend_from_slice(&part?);
        if first.len() > MOST_OUTSIDE {
            let first = futures::stream::once(std::future::ready(Ok(Bytes::from(first))));
            return Ok(Body::from_stream(first.chain(rest)));
        }
    }
    Ok(first.into())
}

fn length(request: &Request) -> Option<usize> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

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
    if length(&request).is_some_and(|size| size > most) {
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
    async fn what_is_short_goes_in_as_a_whole_and_what_is_long_loses_nothing() {
        use tower::ServiceExt;
        let (entered, mut inside) = tokio::sync::mpsc::unbounded_channel();
        let handler = move |body: Body| async move {
            entered.send(()).unwrap();
            axum::body::to_bytes(body, usize::MAX).await.unwrap()
        };
        let app = axum::Router::new().fallback(handler).layer(axum::middleware::from_fn(arrived));
        for (pieces, held) in [(3, true), (40_000, false)] {
            let (sender, receiver) = tokio::sync::mpsc::unbounded_channel::<Bytes>();
            let body = futures::stream::unfold(receiver, |mut receiver| async move {
                receiver.recv().await.map(|piece| (Ok::<_, std::convert::Infallible>(piece), receiver))
            });
            let request = Request::builder().method(Method::POST).uri("/").body(Body::from_stream(body)).unwrap();
            let answer = tokio::spawn(app.clone().oneshot(request));
            let sent: String = ('a'..='z').cycle().take(pieces).collect();
            for piece in sent.as_bytes() {
                sender.send(Bytes::copy_from_slice(&[*piece])).unwrap();
            }
            // It has not said that this was all.
            match held {
                true => {
                    tokio::task::yield_now().await;
                    assert!(inside.try_recv().is_err(), "waits at the door");
                }
                false => inside.recv().await.unwrap(),
            }
            drop(sender);
            let read = axum::body::to_bytes(answer.await.unwrap().unwrap().into_body(), usize::MAX).await.unwrap();
            assert_eq!(read, sent.as_bytes(), "everything, in its order");
            if held {
                inside.recv().await.unwrap();
            }
        }
    }

    #[test]
    fn a_head_has_bounds() {
        let asked = |address: usize, line: usize| {
            let request = Request::builder().uri(format!("/contacts?q={}", "a".repeat(address)));
            head_refused(&request.header("cookie", "a".repeat(line)).body(Body::empty()).unwrap())
        };
        assert_eq!(asked(8_000, 32_000), None);
        assert_eq!(asked(8_192, 0), Some(StatusCode::URI_TOO_LONG));
        assert_eq!(asked(0, 32_768), Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE));
    }

    #[tokio::test]
    async fn only_so_many_files_come_in_at_a_time() {
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
        let sent = (0..MOST_FILES + 2).map(|_| {
            let request = Request::builder().method(Method::POST).uri(app::route::IMPORT_FILE);
            let request = request.extension(Actor::operator()).body(axum::body::Body::empty()).unwrap();
            tokio::spawn(app.clone().oneshot(request))
        });
        let sent: Vec<_> = sent.collect();
        for _ in 0..MOST_FILES {
            inside.recv().await.unwrap();
        }
        // One thread: by now each of them was asked how far it is.
        tokio::task::yield_now().await;
        assert!(inside.try_recv().is_err(), "the next waits");
        done.add_permits(MOST_FILES + 2);
        for one in sent {
            assert_eq!(one.await.unwrap().unwrap().status(), StatusCode::OK);
        }
    }
}
