package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What others hear when something crosses from Datadog, or fails to.
 *
 * @param link after what happened to the field
 * @param seen what Datadog shows now, if it is what made us decide
 */
record Crossing(Link link, Field field, @Nullable DatadogIncident seen) {
  List<DatadogChange> news(Twin.Step step) {
    var news = new ArrayList<DatadogChange>();
    if (step.contest() != null) {
      news.add(conflict(step.contest()));
    }
    if (step.move() instanceof Twin.Move.Tell tell) {
      news.add(told(step.next(), tell));
    }
    return news;
  }

  /** Resolved is final: what goes on in Datadog goes on with us as another incident. */
  Link after(Twin.Step step) {
    return step.move() instanceof Twin.Move.Tell tell && reopens(tell) ? link.ended() : link;
  }

  private boolean reopens(Twin.Move.Tell tell) {
    return field == Field.STATUS && tell.from().equals(Words.word(Status.RESOLVED));
  }

  private DatadogChange told(Twin twin, Twin.Move.Tell tell) {
    var there = twin.theirs();
    var id = id("datadog-" + field, there, tell.word(), tell.from(), twin.ours().at());
    var at = there.at();
    return switch (field) {
      case STATUS ->
          reopens(tell)
              ? reopened(there, tell)
              : new DatadogChange.StatusChanged(
                  id,
                  at,
                  link.ref(),
                  by(),
                  there.word(),
                  Status.valueOf(tell.word()),
                  Status.valueOf(tell.from()));
      case PRIORITY ->
          new DatadogChange.SeverityChanged(
              id, at, link.ref(), by(), there.word(), Words.priority(tell.word()), tell.from());
      case TITLE ->
          new DatadogChange.TitleChanged(id, at, link.ref(), by(), tell.word(), tell.from());
    };
  }

  private DatadogChange reopened(Said there, Twin.Move.Tell tell) {
    return new DatadogChange.Reopened(
        id("datadog-reopened", there, tell.word(), tell.from()),
        there.at(),
        link.ref(),
        by(),
        there.word(),
        Status.valueOf(tell.word()),
        link.expected(Field.TITLE).orElse(""),
        Words.priority(link.expected(Field.PRIORITY).orElse(Words.NO_PRIORITY)));
  }

  private DatadogChange conflict(Contest contest) {
    var ours = contest.ours();
    var theirs = contest.theirs();
    return new DatadogChange.ConflictDecided(
        id("datadog-conflict-" + field, theirs, ours.word(), ours.at()),
        ours.at().isAfter(theirs.at()) ? ours.at() : theirs.at(),
        link.ref(),
        by(),
        field,
        shown(ours.word()),
        theirs.word(),
        contest.kept(),
        contest.reason());
  }

  private String shown(String word) {
    return field == Field.STATUS ? word.toLowerCase(Locale.ROOT) : word;
  }

  private @Nullable String by() {
    return seen == null ? null : seen.modifiedBy();
  }

  private UUID id(String kind, Said there, Object... causes) {
    return Ids.derive(kind, link.incidentId(), there.at(), there.word(), List.of(causes));
  }
}
