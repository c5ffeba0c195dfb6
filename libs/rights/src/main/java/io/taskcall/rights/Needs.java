package io.taskcall.rights;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * What a caller of a resource must be allowed to. Said of a class it goes for its methods that
 * don't say it themselves; where nothing is said, looking needs {@code READ}, anything else {@code
 * CONFIGURE}, so that what is forgotten is kept rather than open.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {
  /** What GET and HEAD need. */
  Right toLook() default Right.READ;

  /** What everything else needs. */
  Right toChange() default Right.CONFIGURE;

  /** Finds out what a method needs. */
  final class Found {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private Found() {}

    /** The right that a request needs which {@code method} answers. */
    public static Right by(Method method, String httpMethod) {
      var ofMethod = method.getAnnotation(Needs.class);
      var needs =
          ofMethod == null ? method.getDeclaringClass().getAnnotation(Needs.class) : ofMethod;
      boolean looks = LOOKING.contains(httpMethod);
      if (needs == null) {
        return looks ? Right.READ : Right.CONFIGURE;
      }
      return looks ? needs.toLook() : needs.toChange();
    }
  }
}
