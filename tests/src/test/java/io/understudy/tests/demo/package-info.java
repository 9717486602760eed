/** Tests of the demo, which is the whole pipeline. */
package io.understudy.tests.demo;
