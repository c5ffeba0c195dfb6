package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Somebody else than planned is on call for a while. */
public sealed interface ScheduleOverride extends Change {
  /**
   * Some people come and some go. If both, one for the other: nobody comes unless somebody goes.
   */
  record People(UUID id, Window during, Set<UUID> remove, List<UUID> add)
      implements ScheduleOverride {
    public People {
      notEmpty(during);
      remove = Set.copyOf(remove);
      add = List.copyOf(add);
      if (remove.isEmpty() && add.isEmpty()) {
        throw new IllegalArgumentException("an override adds somebody or removes somebody");
      }
    }
  }

  /** These people and nobody else; of several at a time, those of the highest priority. */
  record Everybody(UUID id, Window during, List<UUID> people, int priority)
      implements ScheduleOverride {
    public Everybody {
      notEmpty(during);
      people = List.copyOf(people);
      if (people.isEmpty()) {
        throw new IllegalArgumentException("an override that replaces everybody names somebody");
      }
    }
  }

  private static void notEmpty(Window during) {
    if (during.isEmpty()) {
      throw new IllegalArgumentException("an override ends after it starts");
    }
  }
}
