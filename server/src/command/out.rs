//! What a command says, line by line, to whoever ordered it.

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// One thing said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// A line of the result.
    Out(String),
    /// A line about trouble.
    Err(String),
    /// How far it is: for who watches, and gone when it is done.
    Progress(String),
    /// The end, with the exit code.
    Done(u8),
}

/// Where a command speaks.
#[derive(Clone)]
pub struct Out(UnboundedSender<Said>);

impl Out {
    /// Where to speak and where to listen.
    #[must_use]
    pub fn pair() -> (Self, UnboundedReceiver<Said>) {
        let (send, receive) = unbounded_channel();
        (Self(send), receive)
    }

    /// A line of the result.
    pub fn out(&self, line: String) {
        self.say(Said::Out(line));
    }

    /// A line about trouble.
    pub fn err(&self, line: String) {
        self.say(Said::Err(line));
    }

    /// How far it is.
    pub fn progress(&self, line: String) {
        self.say(Said::Progress(line));
    }

    /// The end.
    pub fn done(&self, code: u8) {
        self.say(Said::Done(code));
    }

    /// Whether nobody listens any more.
    #[must_use]
    pub fn unheard(&self) -> bool {
        self.0.is_closed()
    }

    fn say(&self, said: Said) {
        // Nobody listens: there is nobody to tell.
        let _ = self.0.send(said);
    }
}
