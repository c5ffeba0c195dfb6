package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Priorities;
import io.taskcall.ingest.domain.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of a monitor: the same monitor and tags are the same alert, in whatever order they come.
 */
record Monitor(String id) implements Kind {
  private static final int QUERY_MAX = 4096;

  @Override
  public AlertEvent event(Said said) {
    var scope = scopeOf(said);
    var identity = new String[scope.size() + 2];
    identity[0] = "datadog-monitor";
    identity[1] = id;
    for (int i = 0; i < scope.size(); i++) {
      identity[i + 2] = scope.get(i);
    }
    var query = said.alert().text("query");
    var origin =
        new Origin.DatadogMonitor(
            Texts.line(id, Texts.NAME_MAX),
            scope,
            Texts.name(said.alert().text("metric")),
            query == null ? null : Texts.prose(query, QUERY_MAX));
    var ref = said.alert(identity);
    return Change.of(said).event(said, ref, said.details(origin, priorityOf(said)));
  }

  static List<String> scopeOf(Said said) {
    var scope = said.alert().text("scope");
    return scope == null ? said.title().scope() : Texts.tags(scope);
  }

  /** The monitor's own, which only a longer template asks for; else the one in the title. */
  static @Nullable Priority priorityOf(Said said) {
    var asked = Priorities.numbered(said.alert().text("priority"));
    return asked == null ? said.title().priority() : asked;
  }
}
