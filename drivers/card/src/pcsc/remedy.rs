//! The command that restarts the service when it hangs: the one thing that brings back a driver that waits for ever.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a restart may take before it is tried again.
const TAKES_EFFECT_WITHIN: Duration = Duration::from_secs(10);

/// A program and its arguments; nothing is done where it is empty.
#[derive(Debug, Default)]
pub(super) struct Remedy {
    command: Vec<String>,
    applied: Option<(Instant, Child)>,
}

impl Remedy {
    pub(super) fn new(command: Vec<String>) -> Self {
        Self { command, applied: None }
    }

    /// Runs the command, unless it ran a moment ago. Whether it helped, the watch will see.
    pub(super) fn apply(&mut self) {
        let Some((program, arguments)) = self.command.split_first() else { return };
        match &mut self.applied {
            Some((at, _)) if at.elapsed() < TAKES_EFFECT_WITHIN => return,
            Some((_, child)) => end(child),
            None => {}
        }
        tracing::warn!(%program, "the smart card service hangs and is restarted");
        let child = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        match child {
            Ok(child) => self.applied = Some((Instant::now(), child)),
            Err(error) => tracing::error!(%program, %error, "cannot be run"),
        }
    }

    /// Looks after the command once it is no longer needed.
    pub(super) fn forget(&mut self) {
        if let Some((_, mut child)) = self.applied.take_if(|(_, child)| !matches!(child.try_wait(), Ok(None)))
        {
            end(&mut child);
        }
    }
}

/// Ends a command that is still running, and says how it ended.
fn end(child: &mut Child) {
    // Fails only where it has ended by itself.
    let _ = child.kill();
    match child.wait() {
        Ok(status) if status.success() => {}
        outcome => tracing::error!(?outcome, "the command that restarts the smart card service failed"),
    }
}
