package io.taskcall.oncall.postgres;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Sending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of sending pages, as rows and as events. */
record PageOutcomes(List<Pages.Tried> tried, Backoff backoff, Instant now) {
  /** After so many failures the person is asked by another method as well. */
  private static final int OTHERWISE_AFTER = 3;

  List<Row> rows() {
    return tried.stream().map(this::row).toList();
  }

  private Row row(Pages.Tried one) {
    var id = one.id();
    int attempt = one.page().attempt();
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
    var writing = new Writing();
    each(
        finished,
        (page, one) -> {
          var ref = page.page().ref();
          writing.say(
              page.state().equals("suppressed") ? suppressed(ref) : event(ref, one), page.trace());
        });
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
            one.result() instanceof Sending.Unavailable && one.page().attempt() == OTHERWISE_AFTER);
  }

  private Map<UUID, List<Page>> of(List<Pages.Finished> finished, Predicate<Pages.Tried> wanted) {
    var pages = new HashMap<UUID, List<Page>>();
    each(
        finished,
        (page, one) -> {
          if (wanted.test(one)) {
            pages.computeIfAbsent(one.page().incidentId(), _ -> new ArrayList<>()).add(page.page());
          }
        });
    return pages;
  }

  private void each(List<Pages.Finished> finished, BiConsumer<Pages.Finished, Pages.Tried> action) {
    var byId = tried.stream().collect(Collectors.toMap(Pages.Tried::id, Function.identity()));
    for (var page : finished) {
      var one = byId.get(page.id());
      if (one != null) {
        action.accept(page, one);
      }
    }
  }

  private PageEvent suppressed(PageEvent.PageRef ref) {
    return new PageEvent.Suppressed(
        Ids.derive("page.suppressed", ref.pageId()), now, ref, Writing.NOT_NEEDED);
  }

  private PageEvent event(PageEvent.PageRef ref, Pages.Tried one) {
    int attempt = one.page().attempt();
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
    int vendor = one.page().vendor();
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
