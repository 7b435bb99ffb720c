//! Work that is done after an act, without anybody: its kinds, how it stands, and why a try did not go through.
//!
//! Owns: these words. Refuses: doing it, and what a kind needs to know; that is the service's.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// What a job does.
    JobKind {
        /// Opens and closes registrations whose time has come.
        TurnPhases = "turn_phases",
        /// Tells owners of drafts that registration closes soon.
        RemindOfDrafts = "remind_of_drafts",
        /// Tells screeners that files wait.
        RemindOfFiles = "remind_of_files",
        /// Tells screeners that screening ends soon.
        RemindOfVerdicts = "remind_of_verdicts",
        /// Tells candidates what was decided on the course of a selection.
        TellCourse = "tell_course",
        /// Ends calls to move up whose term is over.
        LapseCalls = "lapse_calls",
        /// Tells those who were passed over.
        TellPassedOver = "tell_passed_over",
        /// Tells those who are cleared.
        TellCleared = "tell_cleared",
        /// Prints papers of all.
        PrintPapers = "print_papers",
        /// Makes the archive of a selection.
        MakeArchive = "make_archive",
        /// Makes signed lists public.
        ReleaseLists = "release_lists",
        /// Tells the candidates on a published list.
        TellList = "tell_list",
    }
}

words! {
    /// How a job stands.
    JobState {
        /// It failed so often that it is tried no more.
        Parked = "parked",
        /// A process works on it.
        Running = "running",
        /// It failed and is tried again.
        Failed = "failed",
        /// It waits for its time, or for its turn.
        Waiting = "waiting",
    }
}

words! {
    /// Why a try of a job did not go through.
    JobFault {
        /// Something stood against it.
        Refused = "refused",
        /// It was not allowed.
        Denied = "denied",
        /// What it is about is not there.
        Missing = "missing",
        /// Something changed meanwhile.
        Stale = "stale",
        /// The database was too busy.
        Busy = "busy",
        /// The disk was full.
        NoRoom = "no room",
        /// Whether it was kept is not known.
        Unconfirmed = "unconfirmed",
        /// A fault of the program or of what it stands on; its log says more.
        Internal = "internal",
    }
}

#[cfg(test)]
mod tests {
    use super::{JobFault, JobKind, JobState};

    #[test]
    fn every_word_reads_back() {
        assert!(JobKind::ALL.iter().all(|one| JobKind::from_word(one.word()) == Some(*one)));
        assert!(JobState::ALL.iter().all(|one| JobState::from_word(one.word()) == Some(*one)));
        assert!(JobFault::ALL.iter().all(|one| JobFault::from_word(one.word()) == Some(*one)));
        assert_eq!(JobKind::from_word("print"), None);
    }
}
