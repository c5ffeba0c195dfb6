package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Field;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What we want of Datadog for one incident. Of two wishes for the same purpose and part the newer
 * one wins.
 */
public sealed interface Wish {
  /** To know how the incident stands there. */
  record Look() implements Wish {}

  /** That a field there says {@code word}, in Datadog's words. */
  record Write(Field field, String word) implements Wish {}

  /**
   * That the incident there has a note of ours.
   *
   * @param id the event that says it
   * @param at when it was said
   */
  record Note(UUID id, Instant at, String text) implements Wish {
    private static final int MARK_LENGTH = 13;

    /** What ends it, so that it is known again. */
    public String mark() {
      return "[TaskCall note %s]".formatted(id.toString().substring(0, MARK_LENGTH));
    }

    @Override
    public String part() {
      return id.toString();
    }
  }

  /** That these members are notified of the incident there. */
  record Notify(List<UUID> members) implements Wish {
    public Notify {
      members = List.copyOf(members);
    }
  }

  /** What it is, for a person. */
  default String inWords() {
    return switch (this) {
      case Wish.Look _ -> "to see how it stands";
      case Wish.Create _ -> "an incident of its own";
      case Wish.Note note -> "a note, " + note.text();
      case Wish.Notify _ -> "to notify those who are asked to act";
      case Wish.Comment comment -> "an event, " + comment.title();
      case Wish.Downtime downtime ->
          downtime.until() == null
              ? "to end the downtime of monitor " + downtime.monitorId()
              : "a downtime of monitor %s until %s"
                  .formatted(downtime.monitorId(), downtime.until());
      case Wish.Learn learn -> "to know the priority of monitor " + learn.monitorId();
      case Wish.Write write -> write.field().name().toLowerCase(Locale.ROOT) + " " + write.word();
    };
  }

  /** Which one of several for the same purpose that do not replace each other. */
  default String part() {
    return "";
  }

  /** What we want for an incident that a monitor raised, whether or not it is mirrored. */
  sealed interface Errand extends Wish {}

  /** To know how important the monitor is, for an incident that says nothing about it. */
  record Learn(String monitorId) implements Errand {}

  /**
   * That the event stream has an event of ours about the monitor.
   *
   * @param id the event of ours that it speaks of
   * @param at when that was
   */
  record Comment(UUID id, Instant at, String monitorId, List<String> scope, String title)
      implements Errand {
    public Comment {
      scope = List.copyOf(scope);
    }

    /** A tag that no other event has, by which it is known again. */
    public String mark() {
      return "taskcall_event:" + id;
    }

    @Override
    public String part() {
      return id.toString();
    }
  }

  /**
   * That a monitor's group notifies nobody.
   *
   * @param scope the group's tags; empty for a monitor without groups
   * @param until when it does again; it does now, if absent
   */
  record Downtime(String monitorId, List<String> scope, @Nullable Instant until) implements Errand {
    public Downtime {
      scope = List.copyOf(scope);
    }

    /**
     * Whether anything is to be done after what was wished before, if anything was.
     *
     * @param at when this one was wished
     */
    public boolean isNewsAfter(Optional<Downtime> before, Instant at) {
      var earlier = before.map(Downtime::until).orElse(null);
      return until == null ? earlier != null && earlier.isAfter(at) : !until.equals(earlier);
    }
  }

  /**
   * That there is an incident there at all.
   *
   * @param services Datadog's names of what is affected
   * @param teams Datadog's names of who should care
   * @param note the first entry of its timeline
   */
  record Create(
      String title, String severity, List<String> services, List<String> teams, String note)
      implements Wish {
    public Create {
      services = List.copyOf(services);
      teams = List.copyOf(teams);
    }

    /** The same with another line in its note. */
    public Create noted(String line) {
      return new Create(title, severity, services, teams, note + "\n\n" + line);
    }
  }
}
