package io.taskcall.sync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.sync.Talk;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Choices;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Mirror;
import io.taskcall.sync.domain.Patience.Verdict;
import io.taskcall.sync.domain.Wish;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CallsTest.NobodyCalls.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
class CallsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String UUID_THERE = "a6250371-3453-5a56-b302-93500bfb7e41";
  private static final int MOST = 4;
  private static final Queue.Filter ALL =
      new Queue.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Mirror MIRROR = Choices.USUAL.mirror();
  private static final UUID ORGANIZATION = Ids.derive("test", "organization");
  private static final UUID INTEGRATION = Ids.derive("test", "integration");
  private static final UUID INCIDENT = Ids.derive("test", "incident");
  private static final Actor ANA = new Actor.Person(Ids.derive("test", "ana"), "Ana Silva");

  @Inject Memory memory;
  @Inject Calls calls;
  @Inject Queue queue;
  @Inject Past past;
  @Inject Replicas replicas;
  @Inject Mutiny.SessionFactory sessions;

  /** The tests claim calls themselves. */
  public static final class NobodyCalls implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sync.lanes", "0",
          "sync.polling-enabled", "false",
          "sync.dead-after", "240h",
          "sync.internal-secret", "unused");
    }
  }

  @BeforeEach
  void forget() {
    for (var table : List.of("calls", "links", "connections", "pauses", "inbox", "replicas")) {
      run("delete from " + table);
    }
  }

  @Test
  void a_call_has_one_caller_until_its_lease_is_over() {
    hear(resolved(1));
    var first = claim(NOON).orElseThrow();
    assertThat(first.attempt()).isEqualTo(1);
    assertThat(claim(NOON.plus(LEASE).minusMillis(1))).isEmpty();
    var second = claim(NOON.plus(LEASE)).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempt()).isEqualTo(2);
  }

  @Test
  void what_a_dead_process_was_about_is_taken_up_before_its_lease_is_over() {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var dead = Ids.derive("test", "dead");
    hear(resolved(1));
    var first = claim(now).orElseThrow();
    run("update links set busy_by = '" + dead + "'");
    run("insert into replicas values ('" + dead + "', '" + now.plusSeconds(5) + "')");
    beat(now.plusSeconds(4));
    assertThat(claim(now.plusSeconds(4))).isEmpty();
    beat(now.plusSeconds(5));
    var second = claim(now.plusSeconds(5)).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.attempt()).isEqualTo(2);
    beat(now.plusSeconds(6));
    assertThat(claim(now.plusSeconds(6))).as("who lives keeps what it is about").isEmpty();
  }

  @Test
  void who_could_not_say_that_it_is_alive_does_not_judge_others() {
    var now = Instant.now().plus(Duration.ofDays(20));
    var other = Ids.derive("test", "other");
    run("insert into replicas values ('" + other + "', '" + now.minusSeconds(1) + "')");
    assertThat(beat(now)).as("the first beat after too long a silence").isZero();
    assertThat(beat(now.plusSeconds(1))).isOne();
  }

  private int beat(Instant now) {
    return get(() -> replicas.beat(now, now.plus(Duration.ofDays(10))));
  }

  private void run(String sql) {
    get(() -> sessions.withTransaction(session -> session.createNativeQuery(sql).executeUpdate()));
  }

  @Test
  void a_caller_that_comes_back_too_late_changes_nothing() {
    hear(resolved(1));
    var late = claim(NOON).orElseThrow();
    var taken = claim(NOON.plus(LEASE)).orElseThrow();
    end(late, new Fate.Parked("too late"));
    assertThat(only().status()).isEqualTo("calling");
    end(taken, new Fate.Done("now resolved"));
    assertThat(only().status()).isEqualTo("done");
  }

  @Test
  void an_event_heard_twice_asks_once() {
    hear(resolved(1));
    hear(resolved(1));
    end(claim(NOON).orElseThrow(), new Fate.Done("now resolved"));
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
    assertThat(page()).hasSize(1);
  }

  @Test
  void of_two_wishes_for_a_field_the_newest_is_made_once() {
    hear(priority(1, Priority.P2));
    hear(priority(2, Priority.P1));
    var call = claim(NOON).orElseThrow();
    assertThat(call.wish()).isEqualTo(new Wish.Write(Field.PRIORITY, "SEV-1"));
    end(call, new Fate.Done("now SEV-1"));
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
    assertThat(page()).extracting(CallView::status).containsExactly("done", "superseded");
  }

  @Test
  void a_wish_that_was_overtaken_while_it_was_called_is_not_tried_again() {
    hear(priority(1, Priority.P2));
    var old = claim(NOON).orElseThrow();
    hear(priority(2, Priority.P1));
    assertThat(claim(NOON.plusSeconds(1))).as("one call per incident at a time").isEmpty();
    end(old, new Fate.Again(NOON.plusSeconds(1), "502"));
    var next = claim(NOON.plusSeconds(2)).orElseThrow();
    assertThat(next.wish()).isEqualTo(new Wish.Write(Field.PRIORITY, "SEV-1"));
    assertThat(page()).extracting(CallView::status).containsExactly("calling", "superseded");
  }

  @Test
  void the_wish_of_a_caller_that_died_gives_way_to_a_newer_one() {
    hear(priority(1, Priority.P2));
    assertThat(claim(NOON)).isPresent();
    hear(priority(2, Priority.P1));
    var next = claim(NOON.plus(LEASE)).orElseThrow();
    assertThat(next.wish()).isEqualTo(new Wish.Write(Field.PRIORITY, "SEV-1"));
    end(next, new Fate.Done("now SEV-1"));
    assertThat(page()).extracting(CallView::status).containsExactly("done", "superseded");
    assertThat(claim(NOON.plus(LEASE).plus(LEASE))).isEmpty();
  }

  @Test
  void a_hold_stops_all_calls_of_its_integration_until_it_is_over() {
    hear(resolved(1));
    var until = NOON.plusSeconds(30);
    var call = claim(NOON).orElseThrow();
    end(
        call,
        new Verdict(
            new Fate.Again(NOON.plusSeconds(1), "rate limited"),
            Optional.of(new Hold(until, "rate limited", Hold.Scope.READ))));
    assertThat(claim(until.minusMillis(1))).isEmpty();
    assertThat(claim(until)).isPresent();
  }

  @Test
  void what_is_over_is_forgotten_once_it_is_past_and_what_is_not_over_never() {
    hear(priority(1, Priority.P2));
    hear(resolved(1, Priority.P2));
    end(claim(NOON).orElseThrow(), new Fate.Done("now SEV-2"));
    assertThat(page()).extracting(CallView::status).containsExactly("waiting", "done");

    assertThat(get(() -> past.forget(NOON))).isZero();
    assertThat(get(() -> past.forget(NOON.plusNanos(1_000)))).isEqualTo(3);

    assertThat(page()).extracting(CallView::status).containsExactly("waiting");
    assertThat(claim(NOON.plusSeconds(1)).orElseThrow().wish())
        .isEqualTo(new Wish.Write(Field.STATUS, "resolved"));
  }

  @Test
  void more_than_a_batch_is_forgotten_in_one_go() {
    get(() ->
        sessions.withTransaction(session ->
            session
                .createNativeQuery(
                    """
                    insert into inbox (event_id, heard_at)
                    select gen_random_uuid(), cast('2026-03-01T12:00:00Z' as timestamptz)
                    from generate_series(1, 2500)
                    """)
                .executeUpdate()));

    assertThat(get(() -> past.forget(NOON.plusSeconds(1)))).isEqualTo(2500);
  }

  @Test
  void an_allowance_for_writing_that_is_used_up_lets_us_look() {
    hear(priority(1, Priority.P2));
    var write = claim(NOON).orElseThrow();
    var until = NOON.plusSeconds(30);
    end(
        write,
        new Verdict(
            new Fate.Again(until, "rate limited"),
            Optional.of(new Hold(until, "rate limited", Hold.Scope.WRITE))));
    hear(resolved(2));
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
    get(() -> memory.look(heard(resolved(3)), INTEGRATION, UUID_THERE));
    assertThat(claim(NOON.plusSeconds(1)).orElseThrow().wish()).isEqualTo(new Wish.Look());
    assertThat(claim(until)).as("one call per incident at a time").isEmpty();
  }

  @Test
  void a_parked_call_is_tried_again_when_somebody_wants_it() {
    hear(resolved(1));
    end(claim(NOON).orElseThrow(), new Fate.Parked("404: not found"));
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
    var later = NOON.plusSeconds(60);
    var parked = only().id();
    assertThat(get(() -> queue.retry(ORGANIZATION, parked, later)))
        .isInstanceOf(Queue.Outcome.Done.class);
    var again = claim(later).orElseThrow();
    assertThat(again.firstDue()).isEqualTo(later);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(get(() -> queue.retry(ORGANIZATION, again.id(), later)))
        .isInstanceOf(Queue.Outcome.Refused.class);
    assertThat(get(() -> queue.retry(Ids.derive("test", "other"), again.id(), later)))
        .isInstanceOf(Queue.Outcome.Unknown.class);
  }

  @Test
  void a_call_that_was_thrown_away_is_never_made() {
    hear(resolved(1));
    var waiting = only().id();
    assertThat(get(() -> queue.discard(ORGANIZATION, waiting, NOON)))
        .isInstanceOf(Queue.Outcome.Done.class);
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
    assertThat(only().status()).isEqualTo("discarded");
    assertThat(only().note()).contains("by hand");
  }

  @Test
  void people_hear_once_that_calls_were_given_up_and_once_that_none_is_any_more() {
    connect();
    hear(priority(1, Priority.P2));
    hear(resolved(1, Priority.P2));
    end(claim(NOON).orElseThrow(), new Fate.Parked("404: not found"));
    end(claim(NOON.plusSeconds(1)).orElseThrow(), new Fate.Parked("404: not found"));
    var parked = page().stream().map(CallView::id).toList();
    get(() -> queue.discard(ORGANIZATION, parked.getFirst(), NOON));
    get(() -> queue.retry(ORGANIZATION, parked.getLast(), NOON));
    end(claim(NOON.plusSeconds(2)).orElseThrow(), new Fate.Done("now SEV-2"));
    await().atMost(Duration.ofSeconds(60)).until(() -> told().contains("none parked"));
    assertThat(told()).containsExactly("parked", "none parked");
  }

  private void connect() {
    get(() ->
        sessions.withTransaction(session ->
            session
                .createNativeQuery(
                    """
                    insert into connections (integration_id, state, hold_until, organization_id,
                      service_id, name, datadog)
                    values (:id, 'connected', :never, :organization, :id, 'Datadog', true)
                    """)
                .setParameter("id", INTEGRATION)
                .setParameter("never", Instant.EPOCH)
                .setParameter("organization", ORGANIZATION)
                .executeUpdate()));
  }

  /** What was said about calls that were given up. */
  private static List<String> told() {
    return Talk.said(Topic.ALERTS, AlertEvent.class).stream()
        .filter(alert -> alert.alert().integrationId().equals(INTEGRATION))
        .filter(alert -> alert.details().title().startsWith("Changes that Datadog does not take"))
        .map(alert -> alert instanceof AlertEvent.Fired ? "parked" : "none parked")
        .toList();
  }

  @Test
  void calls_are_shown_by_status_integration_and_incident() {
    hear(priority(1, Priority.P2));
    hear(resolved(1, Priority.P2));
    end(claim(NOON).orElseThrow(), new Fate.Done("now SEV-2"));
    assertThat(shown(Optional.of("done"), Optional.empty(), Optional.of(INCIDENT))).isEqualTo(1);
    assertThat(shown(Optional.empty(), Optional.of(INTEGRATION), Optional.empty())).isEqualTo(2);
    assertThat(shown(Optional.empty(), Optional.of(ORGANIZATION), Optional.empty())).isZero();
    assertThat(get(() -> queue.counts(ORGANIZATION)))
        .isEqualTo(Map.of(INTEGRATION, Map.of("done", 1L, "waiting", 1L)));
  }

  private int shown(Optional<String> status, Optional<UUID> integration, Optional<UUID> incident) {
    var filter = new Queue.Filter(status, integration, incident, Long.MAX_VALUE);
    return get(() -> queue.page(ORGANIZATION, filter, 10)).size();
  }

  private static Memory.Heard heard(IncidentEvent event) {
    return new Memory.Heard(event, TraceParent.startingAt(event.id()).value(), NOON);
  }

  private void hear(IncidentEvent event) {
    get(() -> memory.follow(heard(event), INCIDENT, known -> MIRROR.follow(known, event)));
  }

  private Optional<Call> claim(Instant now) {
    return get(() -> calls.claim(now, LEASE, MOST));
  }

  private void end(Call call, Fate fate) {
    end(call, new Verdict(fate, Optional.empty()));
  }

  private void end(Call call, Verdict verdict) {
    get(() -> calls.end(call, NOON, link -> new Calls.Ending(link, List.of(), verdict)));
  }

  private CallView only() {
    var page = page();
    assertThat(page).hasSize(1);
    return page.getFirst();
  }

  private List<CallView> page() {
    return get(() -> queue.page(ORGANIZATION, ALL, 10));
  }

  private static <T> T get(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static IncidentEvent resolved(int number) {
    return resolved(number, Priority.P3);
  }

  private static IncidentEvent resolved(int number, Priority priority) {
    return new IncidentEvent.Resolved(
        Ids.derive("resolved", number), NOON, ANA, snapshot(Status.RESOLVED, priority));
  }

  private static IncidentEvent priority(int number, Priority priority) {
    return new IncidentEvent.PriorityChanged(
        Ids.derive("priority", number), NOON, ANA, snapshot(Status.OPEN, priority), Priority.P3);
  }

  private static IncidentSnapshot snapshot(Status status, Priority priority) {
    return new IncidentSnapshot(
        INCIDENT,
        1,
        ORGANIZATION,
        new IncidentSnapshot.ServiceRef(Ids.derive("test", "service"), "Checkout"),
        "Checkout errors",
        status,
        IncidentSnapshot.Urgency.HIGH,
        priority,
        NOON,
        null,
        null,
        null,
        1,
        1,
        List.of(),
        new IncidentSnapshot.Source(
            INTEGRATION,
            Fingerprint.of(ORGANIZATION, INTEGRATION, "incident", UUID_THERE),
            new Origin.DatadogIncident(UUID_THERE, null, "SEV-3", null, null)),
        false);
  }
}
