package io.taskcall.sandbox.datadog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a call that Datadog asks credentials for: this scope of a token, or a pair of keys. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Needs {
  /** For calls that no token opens. */
  String KEYS_ONLY = "";

  /** The scope, or {@link #KEYS_ONLY}. */
  String value();
}
