package io.taskcall.oncall.setup;

import io.taskcall.contracts.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Who is meant by an e-mail address.
 *
 * @param known those who are known, by their addresses in small letters; who is not is somebody
 *     that the setup file will bring
 */
record People(UUID organization, Map<String, UUID> known) {
  /** Nobody is known yet. */
  static People none(UUID organization) {
    return new People(organization, Map.of());
  }

  UUID id(String email) {
    var person = known.get(email.toLowerCase(Locale.ROOT));
    return person == null ? Ids.derive("user", organization, email) : person;
  }

  List<UUID> ids(List<String> emails) {
    return emails.stream().map(this::id).toList();
  }
}
