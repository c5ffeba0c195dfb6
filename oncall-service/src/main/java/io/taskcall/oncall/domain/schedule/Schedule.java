package io.taskcall.oncall.domain.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * Who takes turns at being on call.
 *
 * @param participants whose turn it is, one after the other; several people may share a turn
 */
public record Schedule(
    UUID id,
    UUID organizationId,
    String name,
    ZoneId zone,
    Rotation rotation,
    List<List<UUID>> participants) {
  public Schedule {
    participants = participants.stream().map(List::copyOf).toList();
  }

  /** Who is on call at {@code at}: nobody before the first handoff, or without participants. */
  public OnCall who(Instant at) {
    var first = rotation.handoff(0, zone);
    if (participants.isEmpty() || at.isBefore(first)) {
      return new OnCall.Nobody(id, at);
    }
    long turn = rotation.turnAt(at, zone);
    var people = participants.get(Math.floorMod(turn, participants.size()));
    return people.isEmpty()
        ? new OnCall.Nobody(id, at)
        : new OnCall.People(
            id, people, rotation.handoff(turn, zone), rotation.handoff(turn + 1, zone));
  }
}
