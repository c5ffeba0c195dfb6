package io.taskcall.sync.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.sync.domain.Wish;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wishes as two columns: what for, and what is wished. */
final class Wishes {
  static final String LOOK = "look";
  static final String CREATE = "create";
  private static final String PRIORITY = "priority";
  static final String DOWNTIME = "downtime";
  private static final String COMMENT = "comment";
  private static final String NOTE = "note";
  private static final String RESPONDERS = "responders";
  private static final String STATE = "state";
  private static final String SEVERITY = "severity";
  private static final String TITLE = "title";

  private Wishes() {}

  static String purpose(Wish wish) {
    return switch (wish) {
      case Wish.Look _ -> LOOK;
      case Wish.Create _ -> CREATE;
      case Wish.Learn _ -> PRIORITY;
      case Wish.Comment _ -> COMMENT;
      case Wish.Downtime _ -> DOWNTIME;
      case Wish.Note _ -> NOTE;
      case Wish.Notify _ -> RESPONDERS;
      case Wish.Write write ->
          switch (write.field()) {
            case STATUS -> STATE;
            case PRIORITY -> SEVERITY;
            case TITLE -> TITLE;
          };
    };
  }

  static @Nullable String word(Wish wish) {
    return switch (wish) {
      case Wish.Look _ -> null;
      case Wish.Create _, Wish.Note _, Wish.Notify _, Wish.Comment _, Wish.Downtime _ -> json(wish);
      case Wish.Write write -> write.word();
      case Wish.Learn learn -> learn.monitorId();
    };
  }

  static Wish read(String purpose, @Nullable String word) {
    return switch (purpose) {
      case LOOK -> new Wish.Look();
      case CREATE -> read(Wish.Create.class, word);
      case COMMENT -> read(Wish.Comment.class, word);
      case DOWNTIME -> read(Wish.Downtime.class, word);
      case NOTE -> read(Wish.Note.class, word);
      case RESPONDERS -> read(Wish.Notify.class, word);
      case PRIORITY -> new Wish.Learn(Objects.requireNonNull(word));
      case STATE -> new Wish.Write(Field.STATUS, Objects.requireNonNull(word));
      case SEVERITY -> new Wish.Write(Field.PRIORITY, Objects.requireNonNull(word));
      case TITLE -> new Wish.Write(Field.TITLE, Objects.requireNonNull(word));
      default -> throw new IllegalStateException("no call is made to " + purpose);
    };
  }

  private static String json(Wish wish) {
    try {
      return EventCodec.mapper().writeValueAsString(wish);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a wish must be writable", e);
    }
  }

  private static <T> T read(Class<T> kind, @Nullable String json) {
    try {
      return EventCodec.mapper().readValue(Objects.requireNonNull(json), kind);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a wish must be readable", e);
    }
  }
}
