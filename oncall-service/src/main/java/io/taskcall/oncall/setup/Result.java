package io.taskcall.oncall.setup;

import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.postgres.Definitions.Definition;
import java.util.List;
import java.util.Optional;

/** What came of a change of what is written down. */
public sealed interface Result {
  /** It is saved, or was as it is wanted already. */
  record Saved(Definition definition, boolean created) implements Result {}

  /** What a schedule would change. */
  record Previewed(Preview preview) implements Result {}

  /** It is another version. */
  record Outdated(Optional<Definition> current) implements Result {}

  /** A field cannot be meant. */
  record Wrong(String field, String reason) implements Result {}

  /** Something else stands against it. */
  record Conflict(String reason) implements Result {}

  /** Nobody would be on call for some time. */
  record Gaps(List<Window> gaps) implements Result {}

  /** There is no such thing. */
  record Unknown() implements Result {}

  /** A file is applied, or would be. */
  record Applied(List<Applying.Line> lines) implements Result {}
}
