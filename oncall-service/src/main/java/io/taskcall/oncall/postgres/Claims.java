package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages that are due and makes bundles of them, in the caller's transaction.
 *
 * <p>A page without a bundle waits for its inbox: if a message went there a moment ago that nobody
 * has dealt with, it waits, and with it all others for the same inbox, until the inbox is ready.
 * Then all of them become one bundle. While nobody deals with anything the pause doubles, so that a
 * storm is a handful of messages. A bundle keeps its pages: tried again, it is the same message.
 */
final class Claims {
  /** How many waiting pages are looked at to find inboxes. */
  private static final int LOOK_MAX = 1000;

  /** How many pages of a bundle are told in full. */
  static final int SHOWN_MAX = 50;

  private static final String ROWS =
      """
      ranked as (
        select l.*, i.number, row_number() over (partition by l.bundle_id
          order by i.data -> 'trouble' ->> 'priority' nulls last, i.number, l.id) as rank
        from leased l join incidents i on i.id = l.incident_id)
      select cast(jsonb_build_object('id', r.id, 'bundle_id', r.bundle_id,
        'incident_id', r.incident_id, 'attempt', r.attempts, 'vendor', r.vendor,
        'number', r.number,
        'page', case when r.rank <= :shown then r.data end,
        'incident', case when r.rank <= :shown
          then (select i.data from incidents i where i.id = r.incident_id) end,
        'sent_as', (select max(s.message_id) from pages s
          where s.bundle_id = r.bundle_id and s.vendor = r.vendor and s.state = 'sent')) as text)
      from ranked r
      """;

  /** Each page is a bundle of its own. */
  private static final String ALONE =
      sql(
          """
          with mine as (
            select id from pages where FRESH order by due_at limit :most for update skip locked),
          leased as (
            update pages p set bundle_id = p.id, LEASED
            where p.id = any(array(select id from mine)) RETURNING),
          """
              + ROWS);

  /**
   * All that waits for an inbox that is ready. The last row is no page but how many inboxes were
   * looked at.
   */
  private static final String TOGETHER =
      sql(
          """
          with due as (
            select inbox, min(due_at) as first from
              (select inbox, due_at from pages where FRESH order by due_at limit :look) as oldest
            group by inbox order by first limit :most),
          mine as (
            select id, inbox, due_at from pages
            where inbox = any(array(select inbox from due)) and FRESH for update skip locked),
          lead as (select distinct on (inbox) inbox, id from mine order by inbox, due_at, id),
          settled as (
            select x.name from inboxes x
            where x.name = any(array(select inbox from lead))
              and x.sent_at <= cast(cast(:rested as text) as timestamptz)
              and not exists (select 1 from pages p join incidents i on i.id = p.incident_id
                where p.bundle_id = x.bundle_id and i.status = 'open')),
          ready as (
            insert into inboxes as x (name, bundle_id, sent_at, ready_at, pause)
            select inbox, id, NOW, NOW + WINDOW, WINDOW from lead order by inbox
            on conflict (name) do update set bundle_id = excluded.bundle_id,
              sent_at = excluded.sent_at, pause = PAUSE, ready_at = excluded.sent_at + PAUSE
            where x.ready_at <= NOW or x.name in (select name from settled)
            returning x.name),
          held as (
            update pages p set due_at = x.ready_at,
              deadline = greatest(p.deadline, x.ready_at + (p.deadline - p.due_at))
            from inboxes x
            where p.id = any(array(
                select id from mine where inbox not in (select name from ready)))
              and x.name = p.inbox and x.ready_at > NOW),
          leased as (
            update pages p set bundle_id = (select lead.id from lead where lead.inbox = p.inbox),
              LEASED
            where p.id = any(array(select id from mine where inbox in (select name from ready)))
            RETURNING),
          """
              + ROWS
              + " union all select cast((select count(*) from due) as text)");

  /** Bundles to be tried again; the pages of one never go to two senders. */
  private static final String AGAIN =
      sql(
          """
          with due as materialized (
            select bundle_id, min(due_at) as first from
              (select bundle_id, due_at from pages where STALE order by due_at limit :look)
                as oldest
            group by bundle_id order by first limit :most),
          ours as materialized (
            select bundle_id from due
            where pg_try_advisory_xact_lock(hashtextextended(cast(bundle_id as text), 0))),
          mine as (
            select id from pages
            where bundle_id = any(array(select bundle_id from ours)) and STALE
            for update skip locked),
          leased as (
            update pages p set LEASED where p.id = any(array(select id from mine)) RETURNING),
          """
              + ROWS);

  /** What several of the statements say. */
  private static String sql(String statement) {
    return statement
        .replace("FRESH", "DUE and bundle_id is null")
        .replace(
            "STALE",
            """
            DUE and bundle_id is not null and (lease_until is null
              or lease_until <= cast(cast(:expired as text) as timestamptz)) and bundle_id not in
                (select cast(jsonb_array_elements_text(cast(cast(:mine as text) as jsonb)) as uuid))
            """)
        .replace("DUE", "lane = :lane and state = 'scheduled' and not cancelled and due_at <= NOW")
        .replace(
            "LEASED",
            """
            attempts = p.attempts + 1, lease_owner = cast(:owner as text),
              lease_until = cast(cast(:until as text) as timestamptz)
            """)
        .replace(
            "RETURNING", "returning p.id, p.bundle_id, p.data, p.attempts, p.vendor, p.incident_id")
        .replace(
            "PAUSE",
            """
            case when x.name in (select name from settled)
                or x.ready_at < excluded.sent_at - LONGEST then excluded.pause
              else least(x.pause * 2, LONGEST) end
            """)
        .replace("WINDOW", "cast(cast(:window as text) as interval)")
        .replace("LONGEST", "cast(cast(:longest as text) as interval)")
        .replace("NOW", "cast(cast(:now as text) as timestamptz)");
  }

  private final Mutiny.Session session;
  private final Pages.Claim claim;
  private final Instant now;

  Claims(Mutiny.Session session, Pages.Claim claim, Instant now) {
    this.session = session;
    this.claim = claim;
    this.now = now;
  }

  /**
   * A page that was claimed.
   *
   * @param page what it says, if it is one of those that are told in full, and so its incident
   * @param sentAs the Message-ID of its bundle, if that was sent and the page remains to be written
   *     down
   */
  record Row(
      UUID id,
      UUID bundleId,
      UUID incidentId,
      int attempt,
      int vendor,
      long number,
      @Nullable JsonNode page,
      @Nullable JsonNode incident,
      @Nullable String sentAs) {}

  /**
   * Pages that were claimed, as rows.
   *
   * @param full there may be more
   */
  record Taken(List<String> rows, boolean full) {}

  /** Bundles that were tried before, or whose sender has died. */
  Uni<Taken> again(int most) {
    var parameters = parameters(most);
    parameters.put("expired", claim.othersToo() ? now.toString() : "-infinity");
    parameters.put("mine", Json.rows(claim.mine()));
    parameters.put("look", LOOK_MAX);
    return Database.texts(session, AGAIN, parameters)
        .map(rows -> new Taken(rows, rows.size() >= most));
  }

  /** New bundles of pages that are due. */
  Uni<Taken> fresh(int most) {
    var bundling = claim.bundling();
    var parameters = parameters(most);
    if (bundling.isOff()) {
      return Database.texts(session, ALONE, parameters)
          .map(rows -> new Taken(rows, rows.size() >= most));
    }
    parameters.put("look", LOOK_MAX);
    parameters.put("window", bundling.window().toString());
    parameters.put("longest", bundling.longest().toString());
    parameters.put("rested", now.minus(bundling.rest()).toString());
    return Database.texts(session, TOGETHER, parameters).map(rows -> taken(rows, most));
  }

  private static Taken taken(List<String> rows, int most) {
    var pages = rows.stream().filter(row -> row.startsWith("{")).toList();
    boolean full =
        rows.stream().anyMatch(row -> !row.startsWith("{") && Integer.parseInt(row) >= most);
    return new Taken(pages, full);
  }

  private Map<String, Object> parameters(int most) {
    var parameters = new HashMap<String, Object>();
    parameters.put("owner", claim.owner());
    parameters.put("lane", claim.lane().name().toLowerCase(Locale.ROOT));
    parameters.put("now", now.toString());
    parameters.put("until", now.plus(claim.lease()).toString());
    parameters.put("most", most);
    parameters.put("shown", SHOWN_MAX);
    return parameters;
  }
}
