//! The tables as rows, in SeaORM's dense format: crate-private, plain columns only.
//!
//! Owns: names and types of columns; a test compares them with the migrated schema. Refuses: meaning. The modules of
//! the aggregates turn rows into the domain's types at the border.

/// Names every entity once: as a module, and for the test that compares each with the migrated schema.
macro_rules! entities {
    ($($table:ident),+ $(,)?) => {
        $(pub mod $table;)+

        /// The statements that would build the tables as the entities describe them.
        #[cfg(test)]
        fn statements(backend: sea_orm::DbBackend) -> Vec<sea_orm::sea_query::TableCreateStatement> {
            let schema = sea_orm::Schema::new(backend);
            vec![$(schema.create_table_from_entity($table::Entity)),+]
        }
    };
}

entities!(
    account,
    adjustment,
    adjustment_choice,
    adjustment_place,
    application,
    assignment,
    collective_decision,
    condition_set,
    consent,
    contact,
    contact_proof,
    decision_choice,
    backfill,
    departure,
    departure_recall,
    duplicate_mark,
    event,
    event_address,
    event_bond,
    event_row,
    event_words,
    extension,
    file_leaving,
    finding,
    idempotency,
    import_batch,
    import_change,
    import_content,
    import_file,
    inputs,
    inspection,
    inspection_member,
    interview_plan,
    job,
    kept_form,
    mark,
    mark_version,
    mark_words,
    medical,
    message,
    message_choice,
    message_delivery,
    message_template,
    meta,
    objection,
    objection_answer,
    objection_term,
    opening,
    opening_merge,
    opening_position,
    own_objection,
    panels,
    notice_file,
    examiner_mark,
    person,
    plan_cut,
    position,
    position_reason,
    posting,
    posting_decision,
    posting_draft,
    posting_revision,
    first_signature,
    following,
    list,
    list_correction,
    list_leaving,
    list_release,
    print_part,
    print_run,
    publicity,
    ranking,
    ranking_basis,
    ranking_list,
    ranking_row,
    recusal,
    refusal,
    ruling,
    ruling_verdict,
    ruling_words,
    scheme,
    scheme_draft,
    screening,
    service_term,
    seal,
    seal_entry,
    session,
    staged_row,
    submission,
    supervision,
    throttle,
    ticket_back,
    touched,
    telephone,
    timetable,
    transfer,
    unsealed,
    upload,
    veto,
    work_year,
);

#[cfg(test)]
mod tests;
