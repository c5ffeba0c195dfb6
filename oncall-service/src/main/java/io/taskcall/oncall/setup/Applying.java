package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.postgres.Definitions.Change;
import io.taskcall.oncall.postgres.Definitions.Definition;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.Definitions.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes everything as a file says. */
public final class Applying {
  private final UUID organization;
  private final Known known;
  private final Wish wish;
  private final Instant now;

  Applying(UUID organization, Known known, Wish wish, Instant now) {
    this.organization = organization;
    this.known = known;
    this.wish = wish;
    this.now = now;
  }

  /** What becomes of something that a file names. */
  public enum What {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  /**
   * What becomes of one thing.
   *
   * @param differences a line for each field that is another
   */
  public record Line(Kind kind, String key, What what, List<String> differences) {
    public Line {
      differences = List.copyOf(differences);
    }
  }

  Change<Result> apply(JsonNode file) {
    requireOurs(file.path("organization").path("key"));
    var all = new Assembled(organization, known);
    var before = all.means();
    var lines = new ArrayList<Line>();
    var saved = new ArrayList<Definition>();
    for (var entry : Sections.entries(file)) {
      Mistake.in(entry.field(), () -> take(entry, all, lines, saved));
    }
    var wanted = all.means();
    var gaps = gaps(before, wanted, saved);
    if (!gaps.isEmpty() && !wish.allowGaps()) {
      return Change.none(new Result.Gaps(gaps));
    }
    var applied = new Result.Applied(lines);
    return wish.dryRun() || saved.isEmpty()
        ? Change.none(applied)
        : all.change(applied, saved, List.of(), wanted);
  }

  private boolean take(
      Sections.Entry entry, Assembled all, List<Line> lines, List<Definition> saved) {
    var before = all.find(entry.kind(), entry.key());
    var old = before.map(Definition::data).orElse(JsonNodeFactory.instance.objectNode());
    var differences = Diff.lines(old, entry.data());
    var what =
        before.isEmpty() ? What.CREATED : differences.isEmpty() ? What.UNCHANGED : What.CHANGED;
    lines.add(new Line(entry.kind(), entry.key(), what, differences));
    if (what == What.UNCHANGED) {
      return false;
    }
    Sections.requireKnown(entry.data(), known.people());
    var next = Configuration.next(entry.kind(), entry.key(), entry.data(), all);
    all.put(next);
    return saved.add(next);
  }

  private List<Window> gaps(Wanted before, Wanted after, List<Definition> saved) {
    return saved.stream()
        .filter(one -> one.kind() == Kind.SCHEDULE)
        .flatMap(one ->
            Configuration.preview(before, after, one.key(), known.people(), now).gaps().stream())
        .toList();
  }

  private void requireOurs(JsonNode key) {
    if (key.isTextual() && !Ids.derive("organization", key.textValue()).equals(organization)) {
      throw new Mistake("organization.key", "is another organization's");
    }
  }
}
