/** Answers over HTTP: lists for people, and access tokens for the mirror. */
@NullMarked
package io.taskcall.auth.http;

import org.jspecify.annotations.NullMarked;
