-- Everything from an agency to a decision. The twin of this file for the other database has the same tables in the
-- same order; only the type names differ. Moments are milliseconds since 1970, documents are JSON as text, and every
-- row that belongs to an agency says to which, so that no query can forget it. An applied file is never edited.

-- The outermost fence. `audit_sequence` and `audit_hash` are the head of the agency's audit chain: whoever appends
-- takes this row's lock first, so that the chain cannot fork.
create table agency (
    id                       blob primary key not null,
    name                     text not null,
    time_zone                text not null,
    is_blind_until_shortlist boolean not null,
    is_demo                  boolean not null,
    audit_sequence           bigint not null check (audit_sequence >= 0),
    audit_hash               blob not null check (length(audit_hash) = 32)
);

-- Staff. The address signs in, so it is unique over all agencies; it is kept in lower case.
create table account (
    id              blob primary key not null,
    agency          blob not null references agency (id),
    email           text not null unique,
    name            text not null,
    -- argon2id in the PHC format, with its own salt and cost.
    password_hash   text not null,
    -- Role codes joined with commas, in order.
    roles           text not null,
    is_active       boolean not null,
    failed_sign_ins bigint not null check (failed_sign_ins >= 0),
    locked_until_ms bigint
);
create index account_by_agency on account (agency, email);

-- A signed-in browser. Only the digest of its cookie is here, so that a copy of the table opens nothing.
create table staff_session (
    id           blob primary key not null,
    token_digest blob not null unique check (length(token_digest) = 32),
    account      blob not null references account (id),
    csrf_secret  blob not null,
    created_ms   bigint not null,
    expires_ms   bigint not null,
    last_seen_ms bigint not null
);
create index staff_session_by_account on staff_session (account);
create index staff_session_by_expiry on staff_session (expires_ms);

-- A program with access to the interface.
create table api_client (
    id          blob primary key not null,
    agency      blob not null references agency (id),
    name        text not null,
    secret_hash text not null,
    -- Scopes joined with spaces, as tokens carry them.
    scopes      text not null,
    is_active   boolean not null
);
create index api_client_by_agency on api_client (agency);

-- A published version of an assessment: global, because its fingerprint says what it is, whoever uses it.
create table assessment (
    fingerprint  text primary key not null check (length(fingerprint) = 64),
    name         text not null,
    version      bigint not null,
    -- The texts of its files, by path.
    files        text not null,
    published_ms bigint not null
);

-- The films, stills and captions that a version shows.
create table assessment_media (
    fingerprint text not null references assessment (fingerprint),
    path        text not null,
    sha256      text not null check (length(sha256) = 64),
    bytes       bigint not null,
    media_type  text not null,
    primary key (fingerprint, path)
);
-- The pages ask for a file by what it contains.
create index assessment_media_by_digest on assessment_media (sha256);

-- One hiring round. What scores are made with is frozen by the seal, and the seal is set at most once.
create table campaign (
    id              blob primary key not null,
    agency          blob not null references agency (id),
    name            text not null,
    fingerprint     text not null references assessment (fingerprint),
    norm_group      text not null,
    ranked_by       text not null,
    band_rule       text not null,
    form            text not null check (form in ('standard', 'short')),
    status          text not null check (status in ('draft', 'open', 'closed')),
    created_ms      bigint not null,
    opens_ms        bigint,
    closes_ms       bigint,
    sealed_ms       bigint,
    seal_hash       blob check (length(seal_hash) = 32),
    sealed_by       blob references account (id),
    seal_reason     text,
    -- When a result of this campaign was first looked at: from then on its seal must be there and stay.
    first_viewed_ms bigint,
    check ((sealed_ms is null) = (seal_hash is null)),
    check ((sealed_ms is null) = (sealed_by is null)),
    check ((sealed_ms is null) = (seal_reason is null))
);
create index campaign_by_agency on campaign (agency, created_ms);

-- A person who applies, known to one agency by their address.
create table candidate (
    id          blob primary key not null,
    agency      blob not null references agency (id),
    name        text not null,
    email       text not null,
    external_id text,
    unique (agency, email)
);

-- One candidate in one campaign. The code is what reviewers see while they must not see the name.
create table application (
    id              blob primary key not null,
    agency          blob not null references agency (id),
    campaign        blob not null references campaign (id),
    candidate       blob not null references candidate (id),
    code            text not null,
    status          text not null
        check (status in ('invited', 'opened', 'in_progress', 'submitted', 'scored', 'withdrawn')),
    created_ms      bigint not null,
    shortlisted_ms  bigint,
    shortlisted_by  blob references account (id),
    unique (campaign, candidate),
    unique (campaign, code),
    check ((shortlisted_ms is null) = (shortlisted_by is null))
);
create index application_by_candidate on application (candidate);

-- One personal link. A link is replaced by making another, never by changing this one's times.
create table invitation (
    id          blob primary key not null,
    agency      blob not null references agency (id),
    application blob not null references application (id),
    issued_ms   bigint not null,
    expires_ms  bigint not null,
    revoked_ms  bigint
);
create index invitation_by_application on invitation (application, issued_ms);

-- More time for one candidate, and why. Apart from the sitting on purpose: no query for reviewers or raters joins it.
create table accommodation (
    application     blob primary key not null references application (id),
    agency          blob not null references agency (id),
    time_multiplier double precision not null check (time_multiplier >= 1),
    reason          text not null,
    recorded_by     blob not null references account (id),
    recorded_ms     bigint not null
);

-- One candidate taking one assessment. Version, norm group, form and seed are pinned for ever.
create table sitting (
    id           blob primary key not null,
    agency       blob not null references agency (id),
    application  blob not null unique references application (id),
    fingerprint  text not null references assessment (fingerprint),
    norm_group   text not null,
    form         text not null check (form in ('standard', 'short')),
    seed         bigint not null,
    opened_ms    bigint not null,
    consented_ms bigint,
    submitted_ms bigint,
    scored_ms    bigint,
    -- The digest of the last event when it was submitted.
    final_digest blob check (length(final_digest) = 32),
    check ((submitted_ms is null) = (final_digest is null))
);
create index sitting_to_score on sitting (submitted_ms) where scored_ms is null;

-- What happened in a sitting, append-only. Each digest covers the one before, so that a changed, lost or swapped row
-- shows. The primary key makes repeating a post harmless. Not `without rowid`: rows of many sittings written together then
-- lie on a few new pages at the end and not on one old page of each sitting, which measured twice as fast.
create table event (
    sitting   blob not null references sitting (id),
    sequence  bigint not null check (sequence >= 1),
    kind      text not null,
    client_ms double precision not null,
    server_ms bigint not null,
    payload   text not null,
    digest    blob not null check (length(digest) = 32),
    primary key (sitting, sequence)
);

-- One camera answer. The browser names it, so that a repeated start is the same recording.
create table recording (
    id             blob primary key not null,
    agency         blob not null references agency (id),
    sitting        blob not null references sitting (id),
    section        text not null,
    media_type     text not null,
    status         text not null check (status in ('recording', 'uploading', 'received', 'ready', 'failed')),
    started_ms     bigint not null,
    -- What the browser says it has sent, once it has stopped.
    segments       bigint,
    bytes          bigint,
    duration_ms    double precision,
    -- The playable file made from the segments.
    object_key     text,
    sha256         text,
    failure        text,
    attempts       bigint not null,
    -- Until then another process is at work on it.
    lease_until_ms bigint
);
create index recording_by_sitting on recording (sitting, started_ms);
create index recording_to_process on recording (lease_until_ms) where status = 'received';

-- A closed piece of a recording of known size.
create table recording_segment (
    recording       blob not null references recording (id),
    segment         bigint not null check (segment >= 0),
    length          bigint not null check (length > 0),
    received_offset bigint not null check (received_offset >= 0 and received_offset <= length),
    sha256          text not null check (length(sha256) = 64),
    is_complete     boolean not null,
    primary key (recording, segment)
);

-- Bytes of a segment as they arrived, each an object in the store. Starts where the one before ended.
create table recording_part (
    recording   blob not null,
    segment     bigint not null,
    part_offset bigint not null check (part_offset >= 0),
    length      bigint not null check (length > 0),
    object_key  text not null,
    primary key (recording, segment, part_offset),
    foreign key (recording, segment) references recording_segment (recording, segment)
);

-- One scoring of one sitting by one version of the rules. Scoring again adds a row.
create table score_set (
    id            blob primary key not null,
    agency        blob not null references agency (id),
    sitting       blob not null references sitting (id),
    engine        text not null,
    fingerprint   text not null references assessment (fingerprint),
    norm_group    text not null,
    report        text not null,
    events_digest text not null check (length(events_digest) = 64),
    created_ms    bigint not null
);
create index score_set_by_sitting on score_set (sitting, id);
create index score_set_by_agency on score_set (agency, id);

-- One scale's numbers of the latest scoring, for distributions. Absent where the scale was refused.
create table score_row (
    application blob not null references application (id),
    scale       text not null,
    agency      blob not null references agency (id),
    campaign    blob not null references campaign (id),
    score_set   blob not null references score_set (id),
    raw         double precision not null,
    t           double precision not null,
    t_se        double precision not null,
    primary key (application, scale)
);
create index score_row_by_scale on score_row (campaign, scale, t);

-- What the ranked list shows of one application, copied together so that a page of 100,000 needs one index.
create table ranking_entry (
    application      blob primary key not null references application (id),
    agency           blob not null references agency (id),
    campaign         blob not null references campaign (id),
    code             text not null,
    candidate_name   text not null,
    -- The name in lower case, by which the list is searched and sorted.
    name_key         text not null,
    status           text not null,
    overall_t        double precision,
    overall_se       double precision,
    impulse_t        double precision,
    impulse_se       double precision,
    interpersonal_t  double precision,
    interpersonal_se double precision,
    flag_count       bigint not null,
    refused_count    bigint not null,
    -- Absent until scored.
    verdict          text,
    submitted_ms     bigint,
    is_shortlisted   boolean not null,
    decision         text
);
-- One index for each order of the list. Both databases must put missing values last whichever way the list is sorted,
-- and disagree on where they put them by themselves: so whether a value is missing is the first key.
create index ranking_by_overall_down on ranking_entry (agency, campaign, (overall_t is null), overall_t desc, code);
create index ranking_by_overall_up on ranking_entry (agency, campaign, (overall_t is null), overall_t, code);
create index ranking_by_impulse_down on ranking_entry (agency, campaign, (impulse_t is null), impulse_t desc, code);
create index ranking_by_impulse_up on ranking_entry (agency, campaign, (impulse_t is null), impulse_t, code);
create index ranking_by_interpersonal_down on ranking_entry (agency, campaign, (interpersonal_t is null), interpersonal_t desc, code);
create index ranking_by_interpersonal_up on ranking_entry (agency, campaign, (interpersonal_t is null), interpersonal_t, code);
create index ranking_by_submission_down on ranking_entry (agency, campaign, (submitted_ms is null), submitted_ms desc, code);
create index ranking_by_submission_up on ranking_entry (agency, campaign, (submitted_ms is null), submitted_ms, code);
create index ranking_by_flags_down on ranking_entry (agency, campaign, flag_count desc, code);
create index ranking_by_flags_up on ranking_entry (agency, campaign, flag_count, code);
create index ranking_by_code on ranking_entry (agency, campaign, code);
create index ranking_by_name_up on ranking_entry (agency, campaign, name_key, code);
create index ranking_by_name_down on ranking_entry (agency, campaign, name_key desc, code);
-- For the bands: the highest value below a bound.
create index ranking_by_value on ranking_entry (agency, campaign, overall_t);

-- What a named person decided, and why. Append-only: a change of mind is another row.
create table decision (
    id          blob primary key not null,
    agency      blob not null references agency (id),
    application blob not null references application (id),
    decided_by  blob not null references account (id),
    decision    text not null check (decision in ('advance', 'hold', 'not_advance')),
    reason      text not null,
    decided_ms  bigint not null
);
create index decision_by_application on decision (application, id);

-- Who did what, as a chain of hashes. Append-only.
create table audit (
    agency        blob not null references agency (id),
    sequence      bigint not null check (sequence >= 1),
    at_ms         bigint not null,
    actor         text not null,
    action        text not null,
    subject       text not null,
    detail        text not null,
    previous_hash blob not null check (length(previous_hash) = 32),
    hash          blob not null check (length(hash) = 32),
    primary key (agency, sequence)
);

-- Secrets that every server on this database shares, such as the key that signs links and tokens.
create table server_secret (
    name   text primary key not null,
    secret blob not null
);
