package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.oncall.postgres.Definitions.Change;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.Definitions.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether something may be saved as it is wanted, and what follows. */
final class Saving {
  private Saving() {}

  static Change<Result> save(
      Assembled all, Known known, Kind kind, String key, JsonNode data, Wish wish, Instant now) {
    var before = all.find(kind, key);
    if (wish.onlyNew() && before.isPresent()) {
      return Change.none(new Result.Conflict("there is a " + kind.word() + " " + key + " already"));
    }
    if (Configuration.isOutdated(before, wish)) {
      return Change.none(new Result.Outdated(before));
    }
    if (!wish.dryRun() && before.filter(one -> one.data().equals(data)).isPresent()) {
      return Change.none(new Result.Saved(before.orElseThrow(), false));
    }
    Sections.requireKnown(data, known.people());
    var old = before.isPresent() ? Optional.of(all.means()) : Optional.<Wanted>empty();
    var after = Configuration.next(kind, key, data, all);
    all.put(after);
    var wanted = all.means();
    if (kind == Kind.SCHEDULE) {
      var preview =
          old.map(was -> Configuration.preview(was, wanted, key, known.people(), now))
              .orElse(Configuration.NOTHING);
      if (wish.dryRun()) {
        return Change.none(new Result.Previewed(preview));
      }
      if (!preview.gaps().isEmpty() && !wish.allowGaps()) {
        return Change.none(new Result.Gaps(preview.gaps()));
      }
    }
    return all.change(new Result.Saved(after, before.isEmpty()), List.of(after), List.of(), wanted);
  }
}
