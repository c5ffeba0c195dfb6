package io.taskcall.auth.domain.connect;

import java.net.URI;

/** What came of wanting to connect, before anybody was sent to Datadog. */
public sealed interface Begun {
  /** To Datadog with them. */
  record OffTo(URI authorizePage) implements Begun {}

  /** Another integration has that name. */
  record NameTaken(String name) implements Begun {}

  /** There is no such service. */
  record ServiceGone() implements Begun {}

  /** There is no such site. */
  record WrongSite(String said) implements Begun {}

  /** The operator has not registered TaskCall at Datadog. */
  record NotRegistered() implements Begun {}
}
