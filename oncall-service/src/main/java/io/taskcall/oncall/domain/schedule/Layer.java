package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Groups of people who take turns.
 *
 * @param participants whose turn it is, one after the other; the people of a group share it
 * @param known whose turn it is at some instant: the rotation then reaches back without end. If it
 *     is not known, the first group has the first turn, and nobody is on call before
 * @param restrictions when there is somebody on call; always if there are none
 * @param during when the layer counts; the turns go on regardless
 * @param priority higher beats lower, where layers go by priority
 */
public record Layer(
    String name,
    ZoneId zone,
    Rotation rotation,
    ShiftLength length,
    List<List<UUID>> participants,
    Optional<Turns.Known> known,
    List<Restriction> restrictions,
    Window during,
    int priority) {
  public Layer {
    participants = participants.stream().map(List::copyOf).toList();
    restrictions = List.copyOf(restrictions);
  }

  /** A layer without restrictions whose shifts last until the next handoff. */
  public static Layer of(
      String name, ZoneId zone, Rotation rotation, List<List<UUID>> participants) {
    return new Layer(
        name,
        zone,
        rotation,
        new ShiftLength.UntilHandoff(),
        participants,
        Optional.empty(),
        List.of(),
        Window.ALWAYS,
        0);
  }

  public Layer lasting(ShiftLength shifts) {
    return new Layer(
        name, zone, rotation, shifts, participants, known, restrictions, during, priority);
  }

  public Layer knowing(Turns.Known turn) {
    return new Layer(
        name,
        zone,
        rotation,
        length,
        participants,
        Optional.of(turn),
        restrictions,
        during,
        priority);
  }

  public Layer restrictedTo(List<Restriction> hours) {
    return new Layer(name, zone, rotation, length, participants, known, hours, during, priority);
  }

  public Layer during(Window window) {
    return new Layer(
        name, zone, rotation, length, participants, known, restrictions, window, priority);
  }

  public Layer withPriority(int higherWins) {
    return new Layer(
        name, zone, rotation, length, participants, known, restrictions, during, higherWins);
  }
}
