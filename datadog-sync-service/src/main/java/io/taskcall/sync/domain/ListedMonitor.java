package io.taskcall.sync.domain;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as Datadog's list shows it. Should Datadog have failed to tell us that one of its
 * groups fires, the list knows.
 *
 * @param message what it says, with the handles of those whom it tells
 * @param silenced whether it tells anybody at all for now
 * @param groups those that are not fine
 */
public record ListedMonitor(
    String id,
    String name,
    String message,
    @Nullable Priority priority,
    List<String> tags,
    boolean silenced,
    List<Group> groups) {
  /** A webhook has so long to tell us itself. */
  public static final Duration WEBHOOK_MAX = Duration.ofMinutes(2);

  /** What can follow a webhook's name that is part of it. */
  private static final String NAME_GOES_ON = "[A-Za-z0-9_-]";

  /**
   * A group that is not fine.
   *
   * @param scope its tags; empty for a monitor without groups
   * @param since since when
   * @param notified when somebody was told last, if anybody was
   */
  public record Group(List<String> scope, Level level, Instant since, @Nullable Instant notified) {
    public Group {
      scope = List.copyOf(scope);
    }

    /** Some groups fire and tell nobody: their monitor is made so. */
    private boolean hasTold() {
      return notified != null && !notified.isBefore(since);
    }
  }

  public ListedMonitor {
    tags = List.copyOf(tags);
    groups = List.copyOf(groups);
  }

  /** The alerts that its webhook should have told us of by now. */
  public List<AlertEvent> alerts(Turn turn, String webhook, Instant now) {
    return silenced || !calls(webhook)
        ? List.of()
        : groups.stream()
            .filter(Group::hasTold)
            .filter(group -> !group.since().isBefore(turn.since()))
            .filter(group -> !group.since().plus(WEBHOOK_MAX).isAfter(now))
            .map(group -> alert(turn, group, now))
            .toList();
  }

  private boolean calls(String webhook) {
    return Pattern.compile("@webhook-" + Pattern.quote(webhook) + "(?!" + NAME_GOES_ON + ")")
        .matcher(message)
        .find();
  }

  private AlertEvent alert(Turn turn, Group group, Instant now) {
    var scope = sorted(group.scope());
    var identity = new ArrayList<>(List.of("datadog-monitor", id));
    identity.addAll(scope);
    var all = new ArrayList<>(scope);
    all.addAll(tags);
    var ref =
        new AlertRef(
            Fingerprint.of(
                turn.organizationId(), turn.integrationId(), identity.toArray(String[]::new)),
            turn.organizationId(),
            turn.integrationId(),
            turn.serviceId());
    return new AlertEvent.Fired(
        Ids.derive("datadog-monitor-fired", ref.fingerprint().value(), group.since()),
        ref,
        group.since(),
        now,
        null,
        Turn.FOUND,
        group.level(),
        new AlertDetails(
            new Origin.DatadogMonitor(id, scope, null, null),
            name,
            null,
            priority,
            sorted(all),
            null,
            null,
            null,
            false));
  }

  /** The order in which webhooks come does not matter either. */
  private static List<String> sorted(List<String> tags) {
    return List.copyOf(new TreeSet<>(tags));
  }
}
