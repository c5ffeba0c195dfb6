package io.taskcall.sandbox.domain.monitor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor watches and what it says.
 *
 * @param message the text for people, with the handles it notifies
 * @param priority 1 to 5, if it has one
 * @param includeTags whether titles name the group
 */
public record Monitor(
    long id,
    String name,
    MonitorType type,
    String query,
    String message,
    @Nullable Integer priority,
    List<String> tags,
    boolean includeTags) {
  private static final Pattern HANDLE = Pattern.compile("@webhook-([A-Za-z0-9_-]+)");
  private static final Pattern METRIC = Pattern.compile(":([A-Za-z][\\w.]*)\\{");
  private static final Pattern LIMIT = Pattern.compile("(>=|<=|>|<)\\s*(-?[0-9.]+)\\s*$");
  private static final Pattern WINDOW = Pattern.compile("last[_(]\"?(\\w+)");

  public Monitor {
    tags = List.copyOf(tags);
    if (priority != null && (priority < 1 || priority > 5)) {
      throw new IllegalArgumentException("priority must be 1 to 5, was " + priority);
    }
  }

  /** The names of the webhooks that its message calls. */
  public List<String> webhooks() {
    return HANDLE.matcher(message).results().map(found -> found.group(1)).distinct().toList();
  }

  /** Whether it watches several groups, each with a state of its own. */
  public boolean multi() {
    return query.contains(" by {") || query.contains(".by(");
  }

  /** Whether the query ends in a comparison, without which Datadog takes no monitor. */
  public boolean comparesSomething() {
    return type == MonitorType.SERVICE_CHECK || LIMIT.matcher(query).find();
  }

  String metric() {
    return type == MonitorType.LOG ? "" : first(METRIC, 1).orElse("");
  }

  String comparison() {
    return first(LIMIT, 1).orElse(">");
  }

  String limit() {
    return first(LIMIT, 2).orElse("0");
  }

  String window() {
    return first(WINDOW, 1).orElse("5m");
  }

  private Optional<String> first(Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(query);
    return matcher.find() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
  }
}
