package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Priority;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of both sides for all that they mirror.
 *
 * @param severities which severity is which priority
 * @param acknowledged Datadog's word for an acknowledged incident, which it has none of its own for
 */
public record Words(Severities severities, String acknowledged) {
  /** Somebody works on it. */
  public static final String ACTIVE = "active";

  /** It is under control. */
  public static final String STABLE = "stable";

  /** It is over. */
  public static final String RESOLVED = "resolved";

  /** It is over and written up; an organization may have this one or not. */
  private static final String COMPLETED = "completed";

  /** What we call an incident without a priority. */
  public static final String NO_PRIORITY = "none";

  /** What Datadog calls an incident without a severity. */
  public static final String NO_SEVERITY = "UNKNOWN";

  private static final int TITLE_MAX = 1_024;

  /** What holds where nobody has said otherwise: an acknowledged incident stays active there. */
  public static final Words USUAL = new Words(Severities.USUAL, ACTIVE);

  public Words {
    if (!acknowledged.equals(ACTIVE) && !acknowledged.equals(STABLE)) {
      throw new IllegalArgumentException(
          "acknowledged is active or stable in Datadog, was " + acknowledged);
    }
  }

  /**
   * How the two sides speak of a field.
   *
   * @param mark what Datadog's title ends with beside ours
   */
  public Language of(Field field, String mark) {
    return switch (field) {
      case STATUS -> new OfStatus(acknowledged);
      case PRIORITY -> new OfPriority(severities);
      case TITLE -> new OfTitle(mark);
    };
  }

  /** Our word for Datadog's state, or nothing for one that we don't know. */
  public static Optional<Status> statusOf(String state) {
    return switch (state) {
      case ACTIVE -> Optional.of(Status.OPEN);
      case STABLE -> Optional.of(Status.ACKNOWLEDGED);
      case RESOLVED, COMPLETED -> Optional.of(Status.RESOLVED);
      default -> Optional.empty();
    };
  }

  /** A status as it is kept. */
  public static String word(Status status) {
    return status.name();
  }

  /** A priority as it is kept. */
  public static String word(@Nullable Priority priority) {
    return priority == null ? NO_PRIORITY : priority.name();
  }

  /** The priority that {@link #word(Priority)} was given. */
  public static @Nullable Priority priority(String word) {
    return word.equals(NO_PRIORITY) ? null : Priority.valueOf(word);
  }

  /** A title as it is compared: neither side is asked to keep what cannot be seen. */
  static String plain(String title) {
    var plain = title.strip();
    return plain.length() <= TITLE_MAX ? plain : plain.substring(0, TITLE_MAX).strip();
  }

  private record OfStatus(String acknowledged) implements Language {
    @Override
    public boolean agree(String ours, String theirs) {
      var status = Status.valueOf(ours);
      return statusOf(theirs)
          .map(same -> same == status || theirs.equals(theirs(ours)))
          .orElse(status != Status.RESOLVED);
    }

    @Override
    public Optional<String> ours(String theirs) {
      return statusOf(theirs).map(Words::word);
    }

    @Override
    public String theirs(String ours) {
      return switch (Status.valueOf(ours)) {
        case OPEN -> ACTIVE;
        case ACKNOWLEDGED -> acknowledged;
        case RESOLVED -> RESOLVED;
      };
    }
  }

  private record OfPriority(Severities severities) implements Language {
    @Override
    public boolean agree(String ours, String theirs) {
      return ours.equals(word(severities.priorityOf(theirs).orElse(null)));
    }

    @Override
    public Optional<String> ours(String theirs) {
      return Optional.of(word(severities.priorityOf(theirs).orElse(null)));
    }

    @Override
    public String theirs(String ours) {
      return severities.severityOf(priority(ours)).orElse(NO_SEVERITY);
    }
  }

  private record OfTitle(String mark) implements Language {
    @Override
    public boolean agree(String ours, String theirs) {
      return plain(ours).equals(withoutMark(theirs));
    }

    @Override
    public Optional<String> ours(String theirs) {
      return Optional.of(withoutMark(theirs)).filter(title -> !title.isEmpty());
    }

    @Override
    public String theirs(String ours) {
      return plain(ours) + mark;
    }

    private String withoutMark(String theirs) {
      var title = theirs.strip();
      return plain(
          mark.isEmpty() || !title.endsWith(mark)
              ? title
              : title.substring(0, title.length() - mark.length()));
    }
  }
}
