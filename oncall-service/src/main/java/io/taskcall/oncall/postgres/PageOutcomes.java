package io.taskcall.oncall.postgres;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Sending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of sending pages, as rows and as events. */
record PageOutcomes(List<Pages.Tried> tried, Backoff backoff, Instant now) {
  /** After so many failures the person is asked by another method as well. */
  private static final int OTHERWISE_AFTER = 3;

  static UUID incidentOf(Pages.Tried tried) {
    return tried.claimed().incident().id();
  }

  List<Row> rows() {
    return tried.stream().map(this::row).toList();
  }

  private Row row(Pages.Tried one) {
    var id = one.id();
    int attempt = one.claimed().attempt();
    return switch (one.result()) {
      case Sending.Accepted accepted ->
          new Row(id, "sent", accepted.messageId(), null, null, null, attempt);
      case Sending.Refused refused ->
          new Row(id, "failed", null, refused.reason(), null, null, attempt);
      case Sending.Unavailable unavailable -> {
        var retryAt = now.plus(backoff.after(attempt));
        yield new Row(
            id,
            "scheduled",
            null,
            unavailable.reason(),
            retryAt,
            retryAt.plus(Page.PATIENCE),
            attempt);
      }
    };
  }

  /** What to say of those that were written down. */
  Writing writing(List<Pages.Finished> finished) {
    var states =
        finished.stream().collect(Collectors.toMap(Pages.Finished::id, Pages.Finished::state));
    var writing = new Writing();
    for (var one : tried) {
      var state = states.get(one.id());
      if (state != null) {
        var trace = one.claimed().trace();
        writing.say(state.equals("suppressed") ? suppressed(one) : event(one), trace);
      }
    }
    return writing;
  }

  /** The pages that were refused for good, by their incidents. */
  Map<UUID, List<Page>> refused(List<Pages.Finished> finished) {
    return of(finished, one -> one.result() instanceof Sending.Refused);
  }

  /** The pages that have just failed often enough for another method to be tried. */
  Map<UUID, List<Page>> failing(List<Pages.Finished> finished) {
    return of(
        finished,
        one ->
            one.result() instanceof Sending.Unavailable
                && one.claimed().attempt() == OTHERWISE_AFTER);
  }

  private Map<UUID, List<Page>> of(List<Pages.Finished> finished, Predicate<Pages.Tried> wanted) {
    Set<UUID> written = finished.stream().map(Pages.Finished::id).collect(Collectors.toSet());
    return tried.stream()
        .filter(one -> wanted.test(one) && written.contains(one.id()))
        .collect(
            Collectors.groupingBy(
                PageOutcomes::incidentOf,
                Collectors.mapping(one -> one.claimed().page(), Collectors.toList())));
  }

  private PageEvent suppressed(Pages.Tried one) {
    return new PageEvent.Suppressed(
        Ids.derive("page.suppressed", one.id()),
        now,
        one.claimed().page().ref(),
        Writing.NOT_NEEDED);
  }

  private PageEvent event(Pages.Tried one) {
    var ref = one.claimed().page().ref();
    int attempt = one.claimed().attempt();
    var failed = Ids.derive("page.failed", ref.pageId(), attempt);
    return switch (one.result()) {
      case Sending.Accepted accepted ->
          new PageEvent.Sent(sent(one), now, ref, attempt, accepted.messageId());
      case Sending.Refused refused ->
          new PageEvent.Failed(failed, now, ref, attempt, refused.reason(), null);
      case Sending.Unavailable unavailable ->
          new PageEvent.Failed(
              failed, now, ref, attempt, unavailable.reason(), now.plus(backoff.after(attempt)));
    };
  }

  private static UUID sent(Pages.Tried one) {
    int vendor = one.claimed().vendor();
    return vendor == 1
        ? Ids.derive("page.sent", one.id())
        : Ids.derive("page.sent", one.id(), vendor);
  }

  /** What became of a page, as it is written down. */
  record Row(
      UUID id,
      String state,
      @Nullable String messageId,
      @Nullable String problem,
      @Nullable Instant retryAt,
      @Nullable Instant deadline,
      int attempt) {}
}
