/** Plays the life of alerts through a running TaskCall and judges what came of it. */
@NullMarked
package io.taskcall.quickstart.demo;

import org.jspecify.annotations.NullMarked;
