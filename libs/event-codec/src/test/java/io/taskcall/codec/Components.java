package io.taskcall.codec;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** What a record's types say about its components. */
final class Components {
  private Components() {}

  static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
