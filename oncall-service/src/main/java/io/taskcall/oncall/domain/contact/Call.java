package io.taskcall.oncall.domain.contact;

import java.time.Instant;

/** That a person is to be reached by a method, and when. */
public record Call(ContactMethod method, Instant due) {}
