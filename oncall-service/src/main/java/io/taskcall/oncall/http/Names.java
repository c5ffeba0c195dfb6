package io.taskcall.oncall.http;

import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Directory;
import java.util.List;
import java.util.UUID;

/** What people are called. */
record Names(Directory directory) {
  List<Responder> responders(List<UUID> people) {
    return people.stream().map(this::responder).toList();
  }

  Responder responder(UUID user) {
    return new Responder(
        user, directory.person(user).map(person -> person.name()).orElse("unknown"));
  }
}
